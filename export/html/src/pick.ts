// Which tie the pointer is at. Reckoned here and not by sigma.js, which would draw every edge a
// second time for it.
import {NONE, type Graph} from './data.ts';
import {Part, type Look} from './look.ts';

/** From the graph's plane to the screen: no turning, so each axis has a factor and a shift. */
export interface Frame {
  scaleX: number;
  scaleY: number;
  shiftX: number;
  shiftY: number;
}

/** The square of the distance from a point to a piece of a line. */
export function distanceSquared(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / length));
  const ex = ax + along * dx - px;
  const ey = ay + along * dy - py;
  return ex * ex + ey * ey;
}

/** The nearest tie within `reach` pixels of a point on the screen; of faded ones none. */
export function tieAt(graph: Graph, look: Look, frame: Frame, x: number, y: number, reach: number): number {
  let best = NONE;
  let nearest = reach * reach;
  for (let tie = 0; tie < graph.ties; ++tie) {
    const part = look.tiePart[tie];
    if (part === Part.hidden || part === Part.faded) continue;
    const a = graph.tieA[tie]!;
    const b = graph.tieB[tie]!;
    const distance = distanceSquared(
      x, y,
      graph.x[a]! * frame.scaleX + frame.shiftX, graph.y[a]! * frame.scaleY + frame.shiftY,
      graph.x[b]! * frame.scaleX + frame.shiftX, graph.y[b]! * frame.scaleY + frame.shiftY,
    );
    if (distance < nearest) [nearest, best] = [distance, tie];
  }
  return best;
}
