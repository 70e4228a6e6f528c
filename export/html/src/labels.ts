// The names beside circles: the same where sigma.js draws the picture and where a sketch stands for it.
import {overlap, type Box} from './svg.ts';
import type {Palette} from './theme.ts';

export const fonts = '"Source Sans 3", "Segoe UI", Roboto, "Noto Sans", "Noto Sans Devanagari", "Nirmala UI", system-ui, sans-serif';
const fontSize = 13;
const large = 9; // pixels: its name is bold
const largest = 14;
const mostCovered = 1; // what is under the label of a small one may cost: a dot

/** A circle with its name, in pixels. */
export interface Label {
  x: number;
  y: number;
  size: number; // the radius
  label: string;
}

/** The direction in which a text begins: that of its first letter that has one. */
export function directionOf(text: string): CanvasDirection {
  const first = /[\p{L}]/u.exec(text)?.[0] ?? '';
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(first) ? 'rtl' : 'ltr';
}

/** Where the label of a circle may stand, the best place first. */
function labelBoxes({x, y, size: radius}: Label, width: number, size: number): Box[] {
  const height = size + 2;
  const middle = y - height / 2;
  const aside = 0.7 * radius + 2;
  return [
    {x: x + radius + 3, y: middle, width, height},
    {x: x - radius - 3 - width, y: middle, width, height},
    {x: x - width / 2, y: y + radius + 1, width, height},
    {x: x - width / 2, y: y - radius - 1 - height, width, height},
    {x: x + aside, y: y + aside - 2, width, height},
    {x: x + aside, y: y - aside - height + 2, width, height},
    {x: x - aside - width, y: y + aside - 2, width, height},
    {x: x - aside - width, y: y - aside - height + 2, width, height},
  ];
}

/** The square in a circle: a label may touch its rim. */
function circleBox({x, y, size: radius}: Label): Box {
  const half = 0.8 * radius;
  return {x: x - half, y: y - half, width: 2 * half, height: 2 * half};
}

/** A circle that labels had better not cover. */
export type Circle = Pick<Label, 'x' | 'y' | 'size'>;

/**
 * The largest first, each around its circle where it covers the least of the others, and no label,
 * nothing that is taken and, if that can be, no large circle; none where there is no such place,
 * and, of a small one, none that covers many.
 */
export function drawLabels(
  context: CanvasRenderingContext2D,
  wanted: Label[],
  others: Circle[],
  room: number,
  palette: Palette,
  taken: Box[] = [],
): void {
  const labels = [...wanted].sort((a, b) => b.size - a.size);
  const circles = labels.filter(({size}) => size > 6);
  const dots = others.map(({x, y, size}) => (
    {x: x - size, y: y - size, width: 2 * size, height: 2 * size, cost: size > 4 ? 3 : 1}
  ));
  const boxes: Box[] = [...taken];
  for (const label of labels) {
    const size = label.size > 14 ? fontSize + 2 : fontSize;
    context.font = `${label.size > large ? 600 : 500} ${size}px ${fonts}`;
    const possible = labelBoxes(label, context.measureText(label.label).width, size).filter(
      (one) => one.x >= 0 && one.x + one.width <= room && !boxes.some((other) => overlap(other, one)),
    );
    const clear = possible.filter((one) => !circles.some((circle) => circle !== label && overlap(circleBox(circle), one)));
    // better a name over a circle than a large circle without its name
    const free = clear.length === 0 && label.size > largest ? possible : clear;
    const covered = free.map((one) => dots.reduce((sum, dot) => sum + (overlap(dot, one) ? dot.cost : 0), 0));
    const least = Math.min(...covered);
    const box = free[covered.indexOf(least)];
    if (!box || (label.size < 6 && least > mostCovered)) continue;
    boxes.push(box);
    drawLabel(context, label.label, box.x, box.y + box.height / 2 + size / 3, palette);
  }
}

function drawLabel(context: CanvasRenderingContext2D, label: string, x: number, y: number, palette: Palette): void {
  // a label stands beside its circle, on the same side whichever way its letters run
  context.direction = directionOf(label);
  context.textAlign = 'left';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = palette.paper;
  context.fillStyle = palette.ink;
  context.strokeText(label, x, y);
  context.fillText(label, x, y);
}
