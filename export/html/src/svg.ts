// The graph as a drawing: for paper, and for browsers without WebGL.
import type {Graph} from './data.ts';
import {svg} from './dom.ts';
import {Part, type Look} from './look.ts';
import type {Palette} from './theme.ts';
import {labelOf} from './words.ts';

const mostTies = 20_000;
const mostLabels = 80;
const padding = 40;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Labels of the largest first, each where it covers no other. */
function placeLabels(graph: Graph, actors: number[], look: Look, x: Float32Array, y: Float32Array): number[] {
  const placed: Box[] = [];
  const labelled: number[] = [];
  for (const actor of actors) {
    if (labelled.length >= mostLabels) break;
    if (look.part[actor] === Part.faded) continue;
    const box = {
      x: x[actor]! + look.radius[actor]!,
      y: y[actor]! - 8,
      width: 7 * labelOf(graph, actor).length + 8,
      height: 16,
    };
    if (placed.some((other) => overlap(other, box))) continue;
    placed.push(box);
    labelled.push(actor);
  }
  return labelled;
}

export function drawGraph(graph: Graph, look: Look, palette: Palette, width: number, height: number): SVGElement {
  const actors: number[] = [];
  for (let actor = 0; actor < graph.actors; ++actor) if (look.part[actor] !== Part.hidden) actors.push(actor);
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const actor of actors) {
    left = Math.min(left, graph.x[actor]!);
    right = Math.max(right, graph.x[actor]!);
    bottom = Math.min(bottom, graph.y[actor]!);
    top = Math.max(top, graph.y[actor]!);
  }
  const scale = Math.min(
    (width - 4 * padding) / Math.max(right - left, 1),
    (height - 2 * padding) / Math.max(top - bottom, 1),
  );
  const x = graph.x.map((at) => width / 2 + (at - (left + right) / 2) * scale);
  const y = graph.y.map((at) => height / 2 - (at - (bottom + top) / 2) * scale);

  const ties: number[] = [];
  for (let tie = 0; tie < graph.ties; ++tie) if (look.tiePart[tie] !== Part.hidden) ties.push(tie);
  ties.sort((a, b) => look.tiePart[a]! - look.tiePart[b]! || look.tieWidth[a]! - look.tieWidth[b]!);
  const lines = ties.slice(-mostTies).map((tie) => {
    const a = graph.tieA[tie]!;
    const b = graph.tieB[tie]!;
    return svg('line', {
      x1: x[a]!.toFixed(1),
      y1: y[a]!.toFixed(1),
      x2: x[b]!.toFixed(1),
      y2: y[b]!.toFixed(1),
      stroke: look.tieColour[tie]!,
      'stroke-width': look.tieWidth[tie]!.toFixed(1),
    });
  });
  actors.sort((a, b) => look.part[b]! - look.part[a]! || look.radius[b]! - look.radius[a]! || a - b);
  const circles = actors.map((actor) =>
    svg('circle', {
      cx: x[actor]!.toFixed(1),
      cy: y[actor]!.toFixed(1),
      r: look.radius[actor]!.toFixed(1),
      fill: look.colour[actor]!,
      stroke: palette.paper,
    }),
  );
  const labels = placeLabels(graph, actors, look, x, y).map((actor) =>
    svg(
      'text',
      {
        x: (x[actor]! + look.radius[actor]! + 3).toFixed(1),
        y: (y[actor]! + 4).toFixed(1),
        'font-weight': look.radius[actor]! > 9 ? 600 : 400,
        fill: palette.ink,
        stroke: palette.paper,
        'stroke-width': 3,
        'paint-order': 'stroke',
      },
      labelOf(graph, actor),
    ),
  );
  return svg(
    'svg',
    {viewBox: `0 0 ${width} ${height}`, 'font-size': 13, role: 'img', 'aria-label': 'The graph as it is shown'},
    svg('g', {}, ...lines),
    svg('g', {}, ...circles.reverse()),
    svg('g', {}, ...labels),
  );
}
