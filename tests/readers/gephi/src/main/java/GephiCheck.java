import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.exporter.preview.PNGExporter;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.EdgeMergeStrategy;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewModel;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/**
 * Opens a graph as Gephi does and compares what it finds with what the command line expects:
 * FILE [nodes=N] [edges=N] [from=DAY] [to=DAY] [positions=true] [edge-colours=N] [png=FILE] [NODE-ID:COLUMN=VALUE]...
 * Any warning of Gephi's is a failure.
 */
public final class GephiCheck {
  private static final Font LABEL_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 28);

  private final List<String> failures = new ArrayList<>();

  public static void main(String[] args) throws Exception {
    GephiCheck check = new GephiCheck();
    check.run(args);
    for (String failure : check.failures) System.err.println(args[0] + ": " + failure);
    System.exit(check.failures.isEmpty() ? 0 : 1);
  }

  private void run(String[] args) throws Exception {
    GraphModel graph = open(new File(args[0]));
    for (int i = 1; i < args.length; ++i) {
      int equals = args[i].indexOf('=');
      check(graph, args[i].substring(0, equals), args[i].substring(equals + 1));
    }
  }

  private GraphModel open(File file) throws Exception {
    Lookup.getDefault().lookup(ProjectController.class).newProject();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    if (!file.exists()) throw new IllegalArgumentException(file + " is not there");
    Container container = importer.importFile(file);
    container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
    container.verify();
    container.getReport().getIssues(1000).forEachRemaining(this::note);
    int read = container.getUnloader().getEdgeCount();
    importer.process(container, new DefaultProcessor(),
        Lookup.getDefault().lookup(ProjectController.class).getCurrentWorkspace());
    GraphModel graph = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
    if (graph.getGraph().getEdgeCount() != read) {
      failures.add((read - graph.getGraph().getEdgeCount()) + " edges were merged or lost");
    }
    return graph;
  }

  private void note(Issue issue) {
    if (issue.getLevel() != Issue.Level.INFO) {
      failures.add(issue.getLevel() + ": " + issue.getMessage());
    }
  }

  private void check(GraphModel graph, String what, String expected) throws Exception {
    switch (what) {
      case "nodes" -> compare(what, expected, graph.getGraph().getNodeCount());
      case "edges" -> compare(what, expected, graph.getGraph().getEdgeCount());
      case "from" -> compare(what, expected, dayOf(graph.getTimeBounds().getLow()));
      case "to" -> compare(what, expected, dayOf(graph.getTimeBounds().getHigh()));
      case "edges-on" -> {
        String[] parts = expected.split(":");
        compare(what + " " + parts[0], parts[1], edgesOn(graph, parts[0]));
      }
      case "positions" -> compare(what, expected, standApart(graph));
      case "edge-colours" -> compare(what, expected, edgeColours(graph));
      case "png" -> draw(new File(expected));
      default -> {
        String[] parts = what.split(":");
        Node node = graph.getGraph().getNode(parts[0]);
        compare(what, expected, node == null ? "no such node" : valueOf(node, parts[1]));
      }
    }
  }

  private void compare(String what, String expected, Object found) {
    if (!expected.equals(String.valueOf(found))) {
      failures.add(what + " is '" + found + "', not '" + expected + "'");
    }
  }

  private static Object valueOf(Node node, String what) {
    return switch (what) {
      case "label" -> node.getLabel();
      case "colour" -> String.format("#%06x", node.getRGBA() & 0xffffff);
      default -> node.getAttribute(what);
    };
  }

  private static int edgeColours(GraphModel graph) {
    java.util.Set<Integer> colours = new java.util.HashSet<>();
    for (Edge edge : graph.getGraph().getEdges()) colours.add(edge.getRGBA());
    return colours.size();
  }

  private static String dayOf(double milliseconds) {
    return java.time.Instant.ofEpochMilli((long) milliseconds).toString().substring(0, 10);
  }

  /** What Gephi's timeline shows when it stands on that day. */
  private static int edgesOn(GraphModel graph, String day) {
    double midnight = java.time.Instant.parse(day + "T00:00:00Z").toEpochMilli();
    int edges = 0;
    for (Edge edge : graph.getGraph().getEdges()) {
      IntervalSet spells = (IntervalSet) edge.getAttribute("timeset");
      if (spells == null || Arrays.stream(spells.toArray())
          .anyMatch(spell -> spell.getLow() <= midnight && midnight <= spell.getHigh())) {
        ++edges;
      }
    }
    return edges;
  }

  private static boolean standApart(GraphModel graph) {
    Map<String, Node> places = new HashMap<>();
    for (Node node : graph.getGraph().getNodes()) {
      if (!Float.isFinite(node.x()) || !Float.isFinite(node.y())) return false;
      if (places.put(node.x() + " " + node.y(), node) != null) return false;
    }
    return true;
  }

  /**
   * Names large enough to be read, of large nodes first, where they cover no other name; none of the
   * smallest nodes, which would stand under their names.
   */
  private static void showLabels(GraphModel graph) {
    List<Node> nodes = new ArrayList<>(graph.getGraph().getNodes().toCollection());
    double smallest = nodes.stream().mapToDouble(Node::size).min().orElse(0);
    nodes.sort(Comparator.comparing((Node node) -> -node.size()).thenComparing(node -> (String) node.getId()));
    FontRenderContext context = new FontRenderContext(null, true, true);
    List<Rectangle2D> taken = new ArrayList<>();
    for (Node node : nodes) {
      float scale = 1 + node.size() / 100;
      double width = scale * LABEL_FONT.getStringBounds(node.getLabel(), context).getWidth();
      double height = scale * LABEL_FONT.getSize();
      Rectangle2D box = new Rectangle2D.Double(node.x() - width / 2, node.y() - height / 2, width, height);
      boolean free = node.size() > smallest && taken.stream().noneMatch(box::intersects);
      node.getTextProperties().setVisible(free);
      node.getTextProperties().setSize(scale);
      if (free) taken.add(box);
    }
  }

  private void draw(File file) throws Exception {
    showLabels(Lookup.getDefault().lookup(GraphController.class).getGraphModel());
    PreviewModel preview = Lookup.getDefault().lookup(PreviewController.class).getModel();
    // what a user of Gephi would set for print: straight and quiet edges, names that can be read
    Map<String, Object> look = Map.of(
        PreviewProperty.SHOW_NODE_LABELS, Boolean.TRUE,
        PreviewProperty.NODE_LABEL_FONT, LABEL_FONT,
        PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, Boolean.FALSE,
        PreviewProperty.NODE_LABEL_OUTLINE_SIZE, 5f,
        PreviewProperty.NODE_LABEL_OUTLINE_OPACITY, 85f,
        PreviewProperty.NODE_BORDER_WIDTH, 0f,
        PreviewProperty.EDGE_CURVED, Boolean.FALSE,
        PreviewProperty.EDGE_OPACITY, 55f,
        PreviewProperty.ARROW_SIZE, 1f);
    look.forEach(preview.getProperties()::putValue);
    try (OutputStream out = new FileOutputStream(file)) {
      PNGExporter exporter = new PNGExporter();
      exporter.setWorkspace(
          Lookup.getDefault().lookup(ProjectController.class).getCurrentWorkspace());
      exporter.setOutputStream(out);
      exporter.setWidth(1200);
      exporter.setHeight(1200);
      exporter.execute();
    }
    BufferedImage image = ImageIO.read(file);
    int first = image.getRGB(0, 0);
    long drawn = 0;
    for (int y = 0; y < image.getHeight(); ++y) {
      for (int x = 0; x < image.getWidth(); ++x) drawn += image.getRGB(x, y) == first ? 0 : 1;
    }
    if (drawn < 100) failures.add("the picture is empty");
  }
}
