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
const fonts = '"Source Sans 3", "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "Nirmala UI", system-ui, sans-serif';

/** The direction in which a text begins: that of its first letter that has one. */
function directionOf(text: string): CanvasDirection {
  const first = /[\p{L}]/u.exec(text)?.[0] ?? '';
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(first) ? 'rtl' : 'ltr';
}

export class Network {
  private readonly drawn = new UndirectedGraph();
  private readonly sigma: Sigma;
  private look: Look | null = null;
  private shown: Shown | null = null;
  private cursor = NONE; // where the keyboard is
  private hovered = NONE;
  private quietCamera = false;
  private readonly refreshSoon = onNextFrame(() => this.sigma.refresh());

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
      enableEdgeEvents: true,
      labelFont: fonts,
      labelSize: 13,
      labelWeight: '500',
      labelDensity: many ? 0.7 : 1.1,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: many ? 5 : 3.5,
      stagePadding: 36,
      minEdgeThickness: many ? 0.5 : 0.9,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      defaultNodeType: 'circle',
      nodeProgramClasses: {circle: this.nodeProgram()},
      defaultDrawNodeLabel: (context, data, settings) => this.drawLabel(context, data, settings),
      defaultDrawNodeHover: (context, data, settings) => this.drawHover(context, data, settings),
      nodeReducer: (_, data) => this.nodeDisplay(data['i'] as number),
      edgeReducer: (_, data) => this.edgeDisplay(data['i'] as number),
    });
    this.listen();
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
    sigma.on('clickNode', ({node}) => handlers.chooseActor(Number(node)));
    sigma.on('clickEdge', ({edge}) => handlers.chooseTie(Number(edge.slice(1))));
    sigma.on('clickStage', () => handlers.chooseNothing());
    sigma.on('enterNode', ({node}) => this.hover(Number(node)));
    sigma.on('leaveNode', () => this.hover(NONE));
    sigma.on('enterEdge', () => this.container.classList.add('over-item'));
    sigma.on('leaveEdge', () => this.container.classList.remove('over-item'));
    let timer = 0;
    sigma.getCamera().on('updated', ({x, y, ratio}) => {
      window.clearTimeout(timer);
      if (this.quietCamera) return;
      timer = window.setTimeout(() => {
        const all = Math.abs(x - 0.5) < 0.001 && Math.abs(y - 0.5) < 0.001 && Math.abs(ratio - 1) < 0.001;
        handlers.cameraMoved(all ? null : [x, y, ratio]);
      }, 300);
    });
    this.container.addEventListener('keydown', (event) => this.onKey(event));
    this.container.addEventListener('blur', () => {
      this.cursor = NONE;
      this.refreshSoon();
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

  private drawLabel(context: CanvasRenderingContext2D, data: LabelData, settings: Settings): void {
    if (!data.label) return;
    const size = data.size > 14 ? settings.labelSize + 2 : settings.labelSize;
    context.font = `${data.size > 9 ? 600 : 500} ${size}px ${settings.labelFont}`;
    // a label begins beside its circle on the right, also where its letters run to the left
    context.direction = directionOf(data.label);
    context.textAlign = 'left';
    context.lineJoin = 'round';
    context.lineWidth = 3.5;
    context.strokeStyle = this.palette.paper;
    context.fillStyle = this.palette.ink;
    const x = data.x + data.size + 3;
    const y = data.y + size / 3;
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
    this.look = look;
    this.shown = shown;
    this.palette = palette;
    this.refreshSoon();
  }

  /** Follows a change of the size or the place of its container. */
  resize(): void {
    this.sigma.resize();
    this.refreshSoon();
  }

  get camera(): [number, number, number] {
    const {x, y, ratio} = this.sigma.getCamera().getState();
    return [x, y, ratio];
  }

  setCamera(camera: [number, number, number] | null): void {
    const [x, y, ratio] = camera ?? [0.5, 0.5, 1];
    this.quietCamera = true;
    this.sigma.getCamera().setState({x, y, ratio, angle: 0});
    this.quietCamera = false;
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
    else void camera.animatedReset({duration});
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
    this.refreshSoon();
    this.reveal(best);
    announce(`${labelOf(graph, best)}, ${count(shown.actorEvents[best]!, 'event')}`);
  }
}
