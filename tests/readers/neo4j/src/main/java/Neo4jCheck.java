import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neo4j.cli.ExecutionContext;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;
import org.neo4j.importer.ImportCommand;
import picocli.CommandLine;

/**
 * Puts a graph's Cypher into one new Neo4j and its tables into another, and writes what is in each
 * then, a line of JSON a node or relationship, into HOME/script.jsonl and HOME/tables.jsonl.
 *
 * <p>usage: Neo4jCheck HOME SCRIPT.cypher NODES.csv EDGES.csv
 *
 * <p>The script is run twice, for it must add nothing the second time. The tables go through the
 * command that `neo4j-admin database import full` is, which ends with an error if a single row is bad.
 */
public final class Neo4jCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private interface Step {
    void on(GraphDatabaseService database) throws IOException;
  }

  public static void main(String[] arguments) throws IOException {
    Path home = Path.of(arguments[0]);
    withDatabase(home.resolve("script"), database -> {
      for (int run = 0; run < 2; ++run) runScript(database, Path.of(arguments[1]));
      write(database, home.resolve("script.jsonl"));
    });
    importTables(home.resolve("tables"), arguments[2], arguments[3]);
    withDatabase(home.resolve("tables"),
        database -> write(database, home.resolve("tables.jsonl")));
  }

  private static void withDatabase(Path home, Step step) throws IOException {
    DatabaseManagementService service = new DatabaseManagementServiceBuilder(home).build();
    try {
      step.on(service.database("neo4j"));
    } finally {
      service.shutdown();
    }
  }

  private static void importTables(Path home, String nodes, String edges) throws IOException {
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.createFile(conf.resolve("neo4j.conf"));
    int status = new CommandLine(new ImportCommand.Full(new ExecutionContext(home, conf)))
        .execute("--nodes=" + nodes, "--relationships=" + edges, "--bad-tolerance=0",
            "--multiline-fields=true", "--report-file=" + home.resolve("report"), "neo4j");
    if (status != 0) throw new IllegalStateException("the import ended with " + status);
  }

  /** As cypher-shell takes it: a statement ends with a semicolon at the end of a line. */
  private static void runScript(GraphDatabaseService database, Path script) throws IOException {
    StringBuilder statement = new StringBuilder();
    try (BufferedReader lines = Files.newBufferedReader(script)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        statement.append(line).append('\n');
        if (!line.endsWith(";")) continue;
        statement.setLength(statement.length() - 2);
        database.executeTransactionally(statement.toString());
        statement.setLength(0);
      }
    }
    if (!statement.isEmpty()) throw new IllegalStateException("the last statement has no end");
  }

  private static void write(GraphDatabaseService database, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file);
        Transaction transaction = database.beginTx();
        var nodes = transaction.getAllNodes();
        var edges = transaction.getAllRelationships()) {
      for (Node node : nodes) {
        List<String> labels = new ArrayList<>();
        for (Label label : node.getLabels()) labels.add(label.name());
        writeLine(Map.of("labels", labels, "properties", propertiesOf(node)), out);
      }
      for (Relationship edge : edges) {
        writeLine(Map.of("type", edge.getType().name(),
            "start", edge.getStartNode().getProperty("id"),
            "end", edge.getEndNode().getProperty("id"), "properties", propertiesOf(edge)), out);
      }
    }
  }

  private static void writeLine(Map<String, Object> line, BufferedWriter out) throws IOException {
    out.write(JSON.writeValueAsString(line));
    out.write('\n');
  }

  private static Map<String, Object> propertiesOf(Entity entity) {
    Map<String, Object> properties = new TreeMap<>(entity.getAllProperties());
    properties.replaceAll((name, value) ->
        value instanceof LocalDate ? Map.of("date", value.toString()) : value);
    return properties;
  }
}
