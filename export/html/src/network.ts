// The picture of the graph: sigma.js draws it where the layout of the export put it.
import {UndirectedGraph} from 'graphology';
import Sigma from 'sigma';
import {createNodeBorderProgram} from '@sigma/node-border';
import type {NodeDisplayData, PartialButFor} from 'sigma/types';
import type {Settings} from 'sigma/settings';
import {NONE, type Graph} from './data.ts';
import {announce, byId, onNextFrame} from './dom.ts';
import type {Shown} from './filter.ts';
import {Part, type Look} from './look.ts';
import {directionOf, drawLabels, fonts, type Circle} from './labels.ts';
import {tieAt, type Frame} from './pick.ts';
import {Sketch, Ties, type View} from './sketch.ts';
import type {Box} from './svg.ts';
import type {Palette} from './theme.ts';
import {count, labelOf, otherName} from './words.ts';

export interface NetworkHandlers {
  chooseActor(actor: number): void;
  chooseTie(tie: number): void;
  chooseNothing(): void;
  cameraMoved(camera: [number, number, number] | null): void;
}

type LabelData = PartialButFor<NodeDisplayData, 'x' | 'y' | 'size' | 'label' | 'color'>;

/** Whether WebGL is drawn by the processor, as far as the browser tells. */
function hasSoftwareWebGl(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return true;
  let name = String(gl.getParameter(gl.RENDERER));
  const more = /^WebKit/.test(name) ? gl.getExtension('WEBGL_debug_renderer_info') : null;
  if (more) name = String(gl.getParameter(more.UNMASKED_RENDERER_WEBGL));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name);
}

const manyTies = 8000;
const fewActors = 1500; // each is kept free of the labels of others
const slowFrame = 200; // milliseconds for two
const rest = 250; // milliseconds without a change, after which all is drawn

export class Network {
  private readonly drawn = new UndirectedGraph();
  private readonly sigma: Sigma;
  private look: Look | null = null;
  private shown: Shown | null = null;
  private cursor = NONE; // where the keyboard is
  private hovered = NONE;
  private labels: {context: CanvasRenderingContext2D; data: LabelData}[] = [];
  private drawnLook: Look | null = null; // what the picture shows
  private home: [number, number, number] = [0.5, 0.5, 1]; // where all is seen
  private homeIsKnown = false;
  private atHome = true;
  private settleTimer = 0;
  private isSlow: boolean; // to draw with sigma.js at every step: then a sketch is
  private readonly ties: Ties | null = null; // where WebGL would need too long for them
  private readonly sketch: Sketch;
  private isPressed = false; // the pointer: something is dragged
  private readonly buttons = byId('zoom');
  private readonly refreshSoon = onNextFrame(() => this.refresh());
  private readonly sketchSoon = onNextFrame(() => this.drawSketch());

  constructor(
    private readonly container: HTMLElement,
    private readonly graph: Graph,
    private palette: Palette,
    private readonly handlers: NetworkHandlers,
  ) {
    for (let actor = 0; actor < graph.actors; ++actor) {
      this.drawn.addNode(actor, {x: graph.x[actor], y: graph.y[actor], i: actor, label: labelOf(graph, actor)});
    }
    const many = graph.ties > manyTies;
    this.isSlow = many && hasSoftwareWebGl();
    if (this.isSlow) this.ties = new Ties(container, graph);
    for (let tie = 0; !this.ties && tie < graph.ties; ++tie) {
      this.drawn.addEdgeWithKey(`t${tie}`, graph.tieA[tie], graph.tieB[tie], {i: tie});
    }
    this.sigma = new Sigma(this.drawn, container, {
      allowInvalidContainer: true,
      zIndex: true,
      hideEdgesOnMove: many && !this.isSlow,
      labelFont: fonts,
      labelSize: 13,
      labelWeight: '500',
      labelDensity: many ? 1 : 2,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: graph.actors > 400 ? 4 : 2.5,
      stagePadding: 36,
      minEdgeThickness: many ? 0.5 : 1.2,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      defaultNodeType: 'circle',
      nodeProgramClasses: {circle: this.nodeProgram()},
      defaultDrawNodeLabel: (context, data) => {
        if (data.label) this.labels.push({context, data});
      },
      defaultDrawNodeHover: (context, data, settings) => this.drawHover(context, data, settings),
      nodeReducer: (_, data) => this.nodeDisplay(data['i'] as number),
      edgeReducer: (_, data) => this.edgeDisplay(data['i'] as number),
    });
    this.sketch = new Sketch(container, graph, this.ties ?? new Ties(null, graph));
    this.drawCameraBySketch();
    this.listen();
    new ResizeObserver(() => this.resize()).observe(container);
  }

  private get inView(): boolean {
    return this.container.clientWidth > 0;
  }

  /**
   * What changed is drawn at once, so that a brush stays fluid; the places of labels and what covers
   * what are worked out when it rests. Where sigma.js is slow, a sketch is drawn until then.
   */
  private refresh(): void {
    const {look, drawnLook, graph} = this;
    if (!look || !this.inView) return;
    if (!drawnLook) {
      this.settle();
      return;
    }
    if (this.isSlow) {
      this.drawSketch();
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
    for (let tie = 0; tie < graph.ties; ++tie) {
      if (
        look.tiePart[tie] !== drawnLook.tiePart[tie] ||
        look.tieWidth[tie] !== drawnLook.tieWidth[tie] ||
        look.tieColour[tie] !== drawnLook.tieColour[tie]
      ) {
        edges.push(`t${tie}`);
      }
    }
    this.drawnLook = look;
    this.sigma.refresh({partialGraph: {nodes, edges}, skipIndexation: true});
    if (graph.ties > manyTies) this.timeFrame();
    this.settleLater();
  }

  /** Without a graphics card a frame with all ties takes a second. */
  private timeFrame(): void {
    const begin = performance.now();
    requestAnimationFrame(() =>
      requestAnimationFrame((now) => {
        if (now - begin > slowFrame) this.isSlow = true;
      }),
    );
  }

  /** Where sigma.js is slow, it must not draw at every step of the camera. */
  private drawCameraBySketch(): void {
    const {sigma} = this;
    const schedule = sigma.scheduleRender.bind(sigma);
    sigma.scheduleRender = () => {
      if (!this.isSlow || !this.drawnLook) return schedule();
      this.sketchSoon();
      return sigma;
    };
  }

  private drawSketch(): void {
    const {look, graph} = this;
    if (!look || !this.inView) return;
    this.sketch.draw(look, this.palette, this.view(), (actor) => labelOf(graph, actor));
    this.settleLater();
  }

  private settleLater(): void {
    window.clearTimeout(this.settleTimer);
    this.settleTimer = window.setTimeout(() => this.settle(), this.isSlow ? 2 * rest : rest);
  }

  private settle(): void {
    window.clearTimeout(this.settleTimer);
    if (!this.look || !this.inView) return;
    if (this.isSlow && this.isPressed && this.drawnLook) {
      this.settleLater(); // a picture that takes long would stop what is dragged
      return;
    }
    const isSame = this.drawnLook === this.look; // and only the camera moved
    this.drawnLook = this.look;
    this.sigma.refresh(isSame ? {partialGraph: {nodes: [], edges: []}, skipIndexation: true} : {});
    this.ties?.drawAll(this.look, this.view());
    this.sketch.hide();
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
    const press = (event: PointerEvent) => (this.isPressed = event.buttons !== 0);
    for (const type of ['pointerdown', 'pointerup', 'pointercancel'] as const) window.addEventListener(type, press, true);
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
    const near = part === Part.near || part === Part.chosen || (part === Part.plain && this.graph.actors <= fewActors);
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

  /** sigma.js says which labels may be shown, a few for each part of the picture. */
  private drawLabels(): void {
    const [first] = this.labels;
    const wanted = this.labels.map(({data: {x, y, size, label}}) => ({x, y, size, label: label!}));
    this.labels = [];
    if (first) drawLabels(first.context, wanted, this.circles(), this.sigma.getDimensions().width, this.palette, this.taken());
  }

  /** What stands over a corner of the picture. */
  private taken(): Box[] {
    const {left, top} = this.container.getBoundingClientRect();
    const {x, y, width, height} = this.buttons.getBoundingClientRect();
    return [{x: x - left, y: y - top, width, height}];
  }

  /** All that are drawn, where there are not too many to look at each. */
  private circles(): Circle[] {
    const {look, graph} = this;
    if (!look || graph.actors > fewActors) return [];
    const {scaleX, scaleY, shiftX, shiftY, zoom} = this.view();
    const circles: Circle[] = [];
    for (let actor = 0; actor < graph.actors; ++actor) {
      if (look.part[actor] === Part.hidden || look.part[actor] === Part.faded) continue;
      circles.push({x: graph.x[actor]! * scaleX + shiftX, y: graph.y[actor]! * scaleY + shiftY, size: look.radius[actor]! * zoom});
    }
    return circles;
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
    const ratio = Math.max((high.x - low.x) / (width - Math.min(140, 0.16 * width)), (low.y - high.y) / (height - 40));
    const middle = sigma.viewportToFramedGraph({x: (low.x + high.x) / 2, y: (low.y + high.y) / 2}, camera);
    this.home = [middle.x, middle.y, Math.max(ratio, 0.05)];
  }

  private view(): View {
    return {...this.frame(), ...this.sigma.getDimensions(), zoom: this.sigma.scaleSize(1)};
  }

  private frame(): Frame {
    const camera = {cameraState: this.sigma.getCamera().getState()};
    const origin = this.sigma.graphToViewport({x: 0, y: 0}, camera);
    const unit = this.sigma.graphToViewport({x: 1000, y: 1000}, camera);
    return {
      scaleX: (unit.x - origin.x) / 1000,
      scaleY: (unit.y - origin.y) / 1000,
      shiftX: origin.x,
      shiftY: origin.y,
    };
  }

  private tieNear(x: number, y: number): number {
    if (!this.look) return NONE;
    return tieAt(this.graph, this.look, this.frame(), x, y, 4);
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
