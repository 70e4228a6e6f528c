// The picture of the graph: sigma.js draws it where the layout of the export put it.
import {UndirectedGraph} from 'graphology';
import Sigma from 'sigma';
import {createNodeBorderProgram} from '@sigma/node-border';
import type {NodeDisplayData, PartialButFor} from 'sigma/types';
import type {Settings} from 'sigma/settings';
import {NONE, type Graph} from './data.ts';
import {announce, onNextFrame} from './dom.ts';
import type {Shown} from './filter.ts';
import {Part, type Look} from './look.ts';
import {tieAt} from './pick.ts';
import {overlap, type Box} from './svg.ts';
import type {Palette} from './theme.ts';
import {count, labelOf, otherName} from './words.ts';

export interface NetworkHandlers {
  chooseActor(actor: number): void;
  chooseTie(tie: number): void;
  chooseNothing(): void;
  cameraMoved(camera: [number, number, number] | null): void;
}

type LabelData = PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'>;

const manyTies = 8000;
const slowFrame = 200; // milliseconds for two
const fonts = '"Source Sans 3", "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "Nirmala UI", system-ui, sans-serif';

/** The direction in which a text begins: that of its first letter that has one. */
function directionOf(text: string): CanvasDirection {
  const first = /[\p{L}]/u.exec(text)?.[0] ?? '';
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(first) ? 'rtl' : 'ltr';
}

/** Where the label of a circle may stand, the best place first. */
function labelBoxes({x, y, size: radius}: LabelData, width: number, size: number): Box[] {
  const height = size + 2;
  const middle = y - height / 2;
  return [
    {x: x + radius + 3, y: middle, width, height},
    {x: x - radius - 3 - width, y: middle, width, height},
    {x: x - width / 2, y: y + radius + 1, width, height},
    {x: x - width / 2, y: y - radius - 1 - height, width, height},
  ];
}

/** The square in a circle: a label may touch its rim. */
function circleBox({x, y, size: radius}: LabelData): Box {
  const half = 0.8 * radius;
  return {x: x - half, y: y - half, width: 2 * half, height: 2 * half};
}

export class Network {
  private readonly drawn = new UndirectedGraph();
  private readonly sigma: Sigma;
  private look: Look | null = null;
  private shown: Shown | null = null;
  private cursor = NONE; // where the keyboard is
  private hovered = NONE;
  private labels: {context: CanvasRenderingContext2D; data: LabelData; settings: Settings}[] = [];
  private drawnLook: Look | null = null; // what the picture shows
  private home: [number, number, number] = [0.5, 0.5, 1]; // where all is seen
  private homeIsKnown = false;
  private atHome = true;
  private settleTimer = 0;
  private tiesAreSlow = false; // to draw at every step of a brush
  private readonly refreshSoon = onNextFrame(() => this.refresh());

  constructor(
    private readonly container: HTMLElement,
    private readonly graph: Graph,
    private palette: Palette,
    private readonly handlers: NetworkHandlers,
  ) {
    for (let actor = 0; actor < graph.actors; ++actor) {
      this.drawn.addNode(actor, {x: graph.x[actor], y: graph.y[actor], i: actor, label: labelOf(graph, actor)});
    }
    for (let tie = 0; tie < graph.ties; ++tie) {
      this.drawn.addEdgeWithKey(`t${tie}`, graph.tieA[tie], graph.tieB[tie], {i: tie});
    }
    const many = graph.ties > manyTies;
    this.sigma = new Sigma(this.drawn, container, {
      allowInvalidContainer: true,
      zIndex: true,
      hideEdgesOnMove: many,
      labelFont: fonts,
      labelSize: 13,
      labelWeight: '500',
      labelDensity: many ? 1 : 2,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: graph.actors > 400 ? 4 : 2.5,
      stagePadding: 36,
      minEdgeThickness: many ? 0.5 : 0.9,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      defaultNodeType: 'circle',
      nodeProgramClasses: {circle: this.nodeProgram()},
      defaultDrawNodeLabel: (context, data, settings) => {
        if (data.label) this.labels.push({context, data, settings});
      },
      defaultDrawNodeHover: (context, data, settings) => this.drawHover(context, data, settings),
      nodeReducer: (_, data) => this.nodeDisplay(data['i'] as number),
      edgeReducer: (_, data) => this.edgeDisplay(data['i'] as number),
    });
    this.listen();
    new ResizeObserver(() => this.resize()).observe(container);
  }

  private get inView(): boolean {
    return this.container.clientWidth > 0;
  }

  /**
   * What changed is drawn at once, so that a brush stays fluid; the places of labels and what covers
   * what are worked out when it rests. So are ties, where a picture with all of them takes too long.
   */
  private refresh(): void {
    const {look, drawnLook, graph} = this;
    if (!look || !this.inView) return;
    if (!drawnLook) {
      this.settle();
      return;
    }
    const nodes: string[] = [];
    for (let actor = 0; actor < graph.actors; ++actor) {
      if (
        look.part[actor] !== drawnLook.part[actor] ||
        look.radius[actor] !== drawnLook.radius[actor] ||
        look.colour[actor] !== drawnLook.colour[actor]
      ) {
        nodes.push(String(actor));
      }
    }
    const edges: string[] = [];
    const withTies = !this.tiesAreSlow;
    for (let tie = 0; withTies && tie < graph.ties; ++tie) {
      if (
        look.tiePart[tie] !== drawnLook.tiePart[tie] ||
        look.tieWidth[tie] !== drawnLook.tieWidth[tie] ||
        look.tieColour[tie] !== drawnLook.tieColour[tie]
      ) {
        edges.push(`t${tie}`);
      }
    }
    this.drawnLook = look;
    // sigma.js leaves edges out as long as it takes the picture to be moved
    this.sigma.getMouseCaptor().isMoving = !withTies;
    this.sigma.refresh({partialGraph: {nodes, edges}, skipIndexation: true});
    if (withTies && graph.ties > manyTies) this.timeFrame();
    window.clearTimeout(this.settleTimer);
    this.settleTimer = window.setTimeout(() => this.settle(), 250);
  }

  /** Without a graphics card a frame with all ties takes a second. */
  private timeFrame(): void {
    const begin = performance.now();
    requestAnimationFrame(() =>
      requestAnimationFrame((now) => {
        if (now - begin > slowFrame) this.tiesAreSlow = true;
      }),
    );
  }

  private settle(): void {
    window.clearTimeout(this.settleTimer);
    this.sigma.getMouseCaptor().isMoving = false;
    if (!this.look || !this.inView) return;
    this.drawnLook = this.look;
    this.sigma.refresh();
    if (this.homeIsKnown) return;
    this.findHome(); // which asks for what the refresh worked out
    if (this.atHome) this.setCamera(null);
  }

  /** Everything is drawn anew: other colours, or another cursor. */
  private redraw(): void {
    this.drawnLook = null;
    this.refreshSoon();
  }

  private nodeProgram() {
    return createNodeBorderProgram({
      borders: [
        {size: {value: 1.2, mode: 'pixels'}, color: {attribute: 'borderColor'}},
        {size: {fill: true}, color: {attribute: 'color'}},
      ],
    });
  }

  private listen(): void {
    const {sigma, handlers} = this;
    sigma.on('afterRender', () => this.drawLabels());
    sigma.on('clickNode', ({node}) => handlers.chooseActor(Number(node)));
    sigma.on('clickStage', ({event}) => {
      const tie = this.tieNear(event.x, event.y);
      if (tie !== NONE) handlers.chooseTie(tie);
      else handlers.chooseNothing();
    });
    sigma.on('enterNode', ({node}) => this.hover(Number(node)));
    sigma.on('leaveNode', () => this.hover(NONE));
    let pointer = {x: 0, y: 0};
    const look = onNextFrame(() => {
      if (this.hovered !== NONE) return;
      this.container.classList.toggle('over-item', this.tieNear(pointer.x, pointer.y) !== NONE);
    });
    sigma.getMouseCaptor().on('mousemovebody', ({x, y}) => {
      pointer = {x, y};
      look();
    });
    let timer = 0;
    sigma.getCamera().on('updated', ({x, y, ratio}) => {
      this.atHome = [x, y, ratio].every((value, at) => Math.abs(value - this.home[at]!) < 0.001);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => handlers.cameraMoved(this.atHome ? null : [x, y, ratio]), 300);
    });
    this.container.addEventListener('keydown', (event) => this.onKey(event));
    this.container.addEventListener('blur', () => {
      if (this.cursor === NONE) return;
      this.cursor = NONE;
      this.redraw();
    });
    // the page under the picture must scroll: the wheel zooms only with Ctrl, or in a picture in use
    this.container.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !this.container.contains(document.activeElement)) event.stopPropagation();
      },
      {capture: true},
    );
  }

  private hover(actor: number): void {
    this.hovered = actor;
    this.container.classList.toggle('over-item', actor !== NONE);
  }

  private nodeDisplay(actor: number): Partial<NodeDisplayData> & {borderColor: string} {
    const {look, palette} = this;
    const place = {x: this.graph.x[actor]!, y: this.graph.y[actor]!};
    if (!look) return {...place, hidden: true, borderColor: palette.paper};
    const part = look.part[actor] as Part;
    const near = part === Part.near || part === Part.chosen;
    return {
      ...place,
      label: part === Part.faded ? null : labelOf(this.graph, actor),
      size: look.radius[actor]!,
      color: look.colour[actor]!,
      borderColor: part === Part.chosen ? palette.ink : palette.paper,
      hidden: part === Part.hidden,
      forceLabel: part === Part.chosen || (near && look.radius[actor]! > 6) || actor === this.cursor,
      highlighted: actor === this.cursor,
      zIndex: part,
    };
  }

  private edgeDisplay(tie: number) {
    const {look} = this;
    if (!look) return {hidden: true};
    const part = look.tiePart[tie] as Part;
    return {
      size: look.tieWidth[tie]!,
      color: look.tieColour[tie]!,
      hidden: part === Part.hidden,
      zIndex: part,
    };
  }

  /**
   * sigma.js says which labels may be shown, a few for each part of the picture; here the largest of
   * them are drawn first, each beside, below or above its circle, where it covers no other label and
   * no other large circle.
   */
  private drawLabels(): void {
    const labels = this.labels.sort((a, b) => b.data.size - a.data.size);
    this.labels = [];
    const circles = labels.filter(({data}) => data.size > 6).map(({data}) => data);
    const boxes: Box[] = [];
    const {width: room} = this.sigma.getDimensions();
    for (const {context, data, settings} of labels) {
      const size = data.size > 14 ? settings.labelSize + 2 : settings.labelSize;
      context.font = `${data.size > 9 ? 600 : 500} ${size}px ${settings.labelFont}`;
      const box = labelBoxes(data, context.measureText(data.label!).width, size).find(
        (one) =>
          one.x >= 0 &&
          one.x + one.width <= room &&
          !boxes.some((other) => overlap(other, one)) &&
          !circles.some((circle) => circle !== data && overlap(circleBox(circle), one)),
      );
      if (!box) continue;
      boxes.push(box);
      this.drawLabel(context, data, box.x, box.y + box.height / 2 + size / 3);
    }
  }

  private drawLabel(context: CanvasRenderingContext2D, data: LabelData, x: number, y: number): void {
    if (!data.label) return;
    // a label stands beside its circle, on the same side whichever way its letters run
    context.direction = directionOf(data.label);
    context.textAlign = 'left';
    context.lineJoin = 'round';
    context.lineWidth = 3.5;
    context.strokeStyle = this.palette.paper;
    context.fillStyle = this.palette.ink;
    context.strokeText(data.label, x, y);
    context.fillText(data.label, x, y);
  }

  private drawHover(context: CanvasRenderingContext2D, data: LabelData, settings: Settings): void {
    const actor = this.cursor !== NONE && this.hovered === NONE ? this.cursor : this.hovered;
    if (!data.label || actor === NONE || !this.shown) return;
    const second = [otherName(this.graph, actor), count(this.shown.actorEvents[actor]!, 'event')]
      .filter((text) => text !== '')
      .join(' · ');
    const font = (weight: number, size: number) => `${weight} ${size}px ${settings.labelFont}`;
    context.font = font(600, 14);
    const width = context.measureText(data.label).width;
    context.font = font(400, 12);
    const box = {
      x: data.x + data.size + 4,
      y: data.y - 22,
      width: Math.max(width, context.measureText(second).width) + 16,
      height: 44,
    };
    context.beginPath();
    context.arc(data.x, data.y, data.size + 2.5, 0, 2 * Math.PI);
    context.lineWidth = 2;
    context.strokeStyle = this.palette.ink;
    context.stroke();
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.fillStyle = this.palette.paper;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = this.palette.rule;
    context.stroke();
    context.textAlign = 'left';
    context.direction = directionOf(data.label);
    context.fillStyle = this.palette.ink;
    context.font = font(600, 14);
    context.fillText(data.label, box.x + 8, box.y + 18);
    context.direction = directionOf(second);
    context.fillStyle = this.palette.inkSoft;
    context.font = font(400, 12);
    context.fillText(second, box.x + 8, box.y + 35);
  }

  update(look: Look, shown: Shown, palette: Palette): void {
    if (palette !== this.palette) this.drawnLook = null;
    this.look = look;
    this.shown = shown;
    this.palette = palette;
    this.refreshSoon();
  }

  private resize(): void {
    if (!this.inView) return;
    this.sigma.resize();
    this.homeIsKnown = false;
    this.redraw();
  }

  /** From where all actors are seen, with room for the labels at the sides. */
  private findHome(): void {
    const {graph, sigma} = this;
    this.homeIsKnown = true;
    if (graph.actors === 0) return;
    const {width, height} = sigma.getDimensions();
    const camera = {cameraState: {x: 0.5, y: 0.5, ratio: 1, angle: 0}};
    let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let actor = 0; actor < graph.actors; ++actor) {
      left = Math.min(left, graph.x[actor]!);
      right = Math.max(right, graph.x[actor]!);
      bottom = Math.min(bottom, graph.y[actor]!);
      top = Math.max(top, graph.y[actor]!);
    }
    const low = sigma.graphToViewport({x: left, y: bottom}, camera);
    const high = sigma.graphToViewport({x: right, y: top}, camera);
    const ratio = Math.max((high.x - low.x) / (width - Math.min(140, 0.3 * width)), (low.y - high.y) / (height - 40));
    const middle = sigma.viewportToFramedGraph({x: (low.x + high.x) / 2, y: (low.y + high.y) / 2}, camera);
    this.home = [middle.x, middle.y, Math.max(ratio, 0.05)];
  }

  private tieNear(x: number, y: number): number {
    if (!this.look) return NONE;
    const origin = this.sigma.graphToViewport({x: 0, y: 0});
    const unit = this.sigma.graphToViewport({x: 1000, y: 1000});
    const frame = {
      scaleX: (unit.x - origin.x) / 1000,
      scaleY: (unit.y - origin.y) / 1000,
      shiftX: origin.x,
      shiftY: origin.y,
    };
    return tieAt(this.graph, this.look, frame, x, y, 4);
  }

  setCamera(camera: [number, number, number] | null): void {
    const [x, y, ratio] = camera ?? this.home;
    this.atHome = camera === null;
    this.sigma.getCamera().setState({x, y, ratio, angle: 0});
  }

  /** Brings an actor into view, unless it is there already. */
  reveal(actor: number): void {
    const place = this.sigma.getNodeDisplayData(String(actor));
    if (!place) return;
    const {width, height} = this.sigma.getDimensions();
    const {x, y} = this.sigma.framedGraphToViewport(place);
    const margin = 60;
    if (x > margin && y > margin && x < width - margin && y < height - margin) return;
    void this.sigma.getCamera().animate({x: place.x, y: place.y}, {duration: this.pace(300)});
  }

  private pace(milliseconds: number): number {
    return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : milliseconds;
  }

  zoom(direction: 'in' | 'out' | 'all'): void {
    const camera = this.sigma.getCamera();
    const duration = this.pace(200);
    if (direction === 'in') void camera.animatedZoom({duration});
    else if (direction === 'out') void camera.animatedUnzoom({duration});
    else void camera.animate({x: this.home[0], y: this.home[1], ratio: this.home[2]}, {duration});
  }

  private onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const step = steps[event.key];
    if (step) this.moveCursor(step[0], step[1]);
    else if (event.key === 'Enter' || event.key === ' ') {
      if (this.cursor === NONE) return;
      this.handlers.chooseActor(this.cursor);
    } else if (event.key === '+' || event.key === '=') this.zoom('in');
    else if (event.key === '-') this.zoom('out');
    else if (event.key === '0') this.zoom('all');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** To the nearest actor in a direction; one to the side counts as further away. */
  private moveCursor(dx: number, dy: number): void {
    const {shown, graph} = this;
    if (!shown) return;
    let best = NONE;
    if (this.cursor === NONE || shown.actorEvents[this.cursor] === 0) {
      for (let actor = 0; actor < graph.actors; ++actor) {
        if (best === NONE || shown.actorEvents[actor]! > shown.actorEvents[best]!) best = actor;
      }
    } else {
      let nearest = Infinity;
      for (let actor = 0; actor < graph.actors; ++actor) {
        if (actor === this.cursor || shown.actorEvents[actor] === 0) continue;
        const x = graph.x[actor]! - graph.x[this.cursor]!;
        const y = graph.y[this.cursor]! - graph.y[actor]!; // the picture's y runs up
        const along = x * dx + y * dy;
        const aside = Math.abs(x * dy) + Math.abs(y * dx);
        if (along <= 0 || aside > 2 * along) continue;
        const distance = along + 2 * aside;
        if (distance < nearest) [nearest, best] = [distance, actor];
      }
    }
    if (best === NONE) return;
    this.cursor = best;
    this.redraw();
    this.reveal(best);
    announce(`${labelOf(graph, best)}, ${count(shown.actorEvents[best]!, 'event')}`);
  }
}
