// The picture while it moves, for browsers that draw WebGL with the processor and need a second for
// each: circles, the strongest ties and the names of the largest circles on a plain canvas, until the
// picture rests and sigma.js draws all of it.
import type {Graph} from './data.ts';
import {h} from './dom.ts';
import {drawLabels, type Label} from './labels.ts';
import {Part, type Look} from './look.ts';
import type {Frame} from './pick.ts';
import type {Palette} from './theme.ts';

const mostTies = 1500; // of a picture that moves
const mostLabels = 40;
const round = 2.5; // pixels: smaller circles are drawn as squares, which nobody can tell

export interface View extends Frame {
  width: number;
  height: number;
  zoom: number; // by how much circles and lines are larger than the look says
}

function contextOf(canvas: HTMLCanvasElement, {width, height}: View, alpha: boolean): CanvasRenderingContext2D {
  const ratio = window.devicePixelRatio || 1;
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
  const context = canvas.getContext('2d', {alpha, willReadFrequently: true})!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** Ties on a plain canvas: lines are what WebGL is slowest at without a graphics card. */
export class Ties {
  private readonly canvas = h('canvas', {class: 'plain', 'aria-hidden': 'true'});
  readonly x: Float32Array; // by actor, in pixels
  readonly y: Float32Array;

  /** Without a container only for the context of somebody else. */
  constructor(
    container: HTMLElement | null,
    private readonly graph: Graph,
  ) {
    container?.append(this.canvas);
    this.x = new Float32Array(graph.actors);
    this.y = new Float32Array(graph.actors);
  }

  place({scaleX, scaleY, shiftX, shiftY}: View): void {
    const {graph, x, y} = this;
    for (let actor = 0; actor < graph.actors; ++actor) {
      x[actor] = graph.x[actor]! * scaleX + shiftX;
      y[actor] = graph.y[actor]! * scaleY + shiftY;
    }
  }

  drawAll(look: Look, view: View): void {
    const context = contextOf(this.canvas, view, true);
    context.clearRect(0, 0, view.width, view.height);
    this.place(view);
    this.draw(context, look, view, this.graph.ties);
  }

  /** Those of what is chosen and the widest, at most so many; what counts less comes first. */
  draw(context: CanvasRenderingContext2D, look: Look, {width, height, zoom}: View, most: number): void {
    const {graph, x, y} = this;
    const rankOf = (tie: number) => 64 * look.tiePart[tie]! + Math.min(63, Math.round(8 * look.tieWidth[tie]!));
    const ranks = new Uint32Array(64 * (Part.chosen + 1));
    for (let tie = 0; tie < graph.ties; ++tie) if (look.tiePart[tie] !== Part.hidden) ranks[rankOf(tie)]!++;
    let least = ranks.length - 1;
    for (let drawn = ranks[least]!; least > 0 && drawn + ranks[least - 1]! <= most; ) drawn += ranks[--least]!;
    const lines = new Map<string, {path: Path2D; rank: number; size: number; colour: string}>();
    for (let tie = 0; tie < graph.ties; ++tie) {
      const rank = rankOf(tie);
      if (look.tiePart[tie] === Part.hidden || rank < least) continue;
      const a = graph.tieA[tie]!;
      const b = graph.tieB[tie]!;
      if (Math.max(x[a]!, x[b]!) < 0 || Math.min(x[a]!, x[b]!) > width) continue;
      if (Math.max(y[a]!, y[b]!) < 0 || Math.min(y[a]!, y[b]!) > height) continue;
      const colour = look.tieColour[tie]!;
      const kind = `${rank} ${colour}`;
      let line = lines.get(kind);
      if (!line) {
        line = {path: new Path2D(), rank, size: Math.max(0.5, look.tieWidth[tie]! * zoom), colour};
        lines.set(kind, line);
      }
      line.path.moveTo(x[a]!, y[a]!);
      line.path.lineTo(x[b]!, y[b]!);
    }
    for (const {path, size, colour} of [...lines.values()].sort((a, b) => a.rank - b.rank)) {
      context.lineWidth = size;
      context.strokeStyle = colour;
      context.stroke(path);
    }
  }
}

export class Sketch {
  private readonly canvas = h('canvas', {class: 'sketch', 'aria-hidden': 'true'});

  constructor(
    private readonly container: HTMLElement,
    private readonly graph: Graph,
    private readonly ties: Ties,
  ) {}

  hide(): void {
    this.canvas.remove();
    this.container.classList.remove('moves');
  }

  draw(look: Look, palette: Palette, view: View, labelOf: (actor: number) => string): void {
    const {canvas, ties} = this;
    const {x, y} = ties;
    const context = contextOf(canvas, view, false);
    context.fillStyle = palette.paper;
    context.fillRect(0, 0, view.width, view.height);
    ties.place(view);
    ties.draw(context, look, view, mostTies);
    const large = this.drawCircles(context, look, palette, view);
    const labels: Label[] = large
      .slice(-mostLabels)
      .filter((actor) => look.part[actor] !== Part.faded)
      .map((actor) => ({x: x[actor]!, y: y[actor]!, size: look.radius[actor]! * view.zoom, label: labelOf(actor)}));
    drawLabels(context, labels, [], view.width, palette);
    if (!canvas.isConnected) this.container.append(canvas);
    this.container.classList.add('moves');
  }

  /** Gives the larger circles, the largest last. */
  private drawCircles(
    context: CanvasRenderingContext2D,
    look: Look,
    palette: Palette,
    {width, height, zoom}: View,
  ): number[] {
    const {graph} = this;
    const {x, y} = this.ties;
    const large: number[] = [];
    const small = new Map<string, number[]>(); // by colour
    for (let actor = 0; actor < graph.actors; ++actor) {
      if (look.part[actor] === Part.hidden) continue;
      const radius = look.radius[actor]! * zoom;
      const [left, top] = [x[actor]!, y[actor]!];
      if (left < -radius || top < -radius || left > width + radius || top > height + radius) continue;
      if (radius > round) {
        large.push(actor);
        continue;
      }
      const colour = look.colour[actor]!;
      const same = small.get(colour);
      if (same) same.push(actor);
      else small.set(colour, [actor]);
    }
    for (const [colour, actors] of small) {
      context.fillStyle = colour;
      for (const actor of actors) {
        const half = 0.85 * look.radius[actor]! * zoom;
        context.fillRect(x[actor]! - half, y[actor]! - half, 2 * half, 2 * half);
      }
    }
    large.sort((a, b) => look.part[a]! - look.part[b]! || look.radius[a]! - look.radius[b]!);
    context.lineWidth = 1.2;
    for (const actor of large) {
      context.beginPath();
      context.arc(x[actor]!, y[actor]!, look.radius[actor]! * zoom - 0.6, 0, 2 * Math.PI);
      context.fillStyle = look.colour[actor]!;
      context.fill();
      context.strokeStyle = look.part[actor] === Part.chosen ? palette.ink : palette.paper;
      context.stroke();
    }
    return large;
  }
}
