// How actors and ties are drawn, the same on the screen and on paper.
import {NONE, row, type Graph} from './data.ts';
import type {Shown} from './filter.ts';
import type {State} from './state.ts';
import type {Palette} from './theme.ts';

export const enum Part {
  hidden,
  faded, // there, but not what is looked at
  plain,
  near, // has to do with what is looked at
  chosen,
}

export interface Look {
  radius: Float32Array; // by actor, in pixels
  part: Uint8Array; // by actor: Part
  colour: string[]; // by actor
  tiePart: Uint8Array;
  tieWidth: Float32Array;
  tieColour: string[];
}

/** Communities by the events of their members: the eye keeps only a few colours apart. */
export function rankCommunities(graph: Graph): Int32Array {
  const sizes = new Int32Array(graph.communities);
  const {start} = graph.eventsOfActor;
  graph.community.forEach((community, actor) => {
    if (community !== NONE) sizes[community]! += start[actor + 1]! - start[actor]!;
  });
  const order = [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  const rank = new Int32Array(graph.communities);
  order.forEach((community, at) => (rank[community] = at));
  return rank;
}

export function communityColour(palette: Palette, rank: number): string {
  return palette.community[rank] ?? palette.otherCommunity;
}

export function actorColour(
  graph: Graph,
  palette: Palette,
  ranks: Int32Array,
  state: State,
  actor: number,
): string {
  if (state.colouring === 'type') return palette.type[graph.type[actor]!] ?? palette.otherCommunity;
  const community = graph.community[actor]!;
  return community === NONE ? palette.otherCommunity : communityColour(palette, ranks[community]!);
}

// The largest circle: less where many stand close.
const largestOf = (actors: number): number => Math.max(12, 30 - 4 * Math.log10(Math.max(actors, 1)));

// All circles together, in square pixels: where all have much the same, they would cover the picture.
const mostInk = 120_000;

function partOf(graph: Graph, shown: Shown, state: State): Uint8Array {
  const parts = new Uint8Array(graph.actors);
  const any = state.actor !== NONE || state.tie !== NONE;
  for (let actor = 0; actor < graph.actors; ++actor) {
    parts[actor] = shown.actorEvents[actor] === 0 ? Part.hidden : any ? Part.faded : Part.plain;
  }
  const choose = (actor: number, part: Part) => {
    if (parts[actor] !== Part.hidden && parts[actor]! < part) parts[actor] = part;
  };
  if (state.actor !== NONE) {
    choose(state.actor, Part.chosen);
    for (const event of row(graph.eventsOfActor, state.actor)) {
      if (!shown.visible[event]) continue;
      choose(graph.subject[event]!, Part.near);
      choose(graph.object[event]!, Part.near);
    }
  }
  if (state.tie !== NONE) {
    choose(graph.tieA[state.tie]!, Part.chosen);
    choose(graph.tieB[state.tie]!, Part.chosen);
  }
  return parts;
}

export function lookOf(
  graph: Graph,
  shown: Shown,
  state: State,
  palette: Palette,
  ranks: Int32Array,
): Look {
  const part = partOf(graph, shown, state);
  let mostEvents = 1;
  for (const events of shown.actorEvents) mostEvents = Math.max(mostEvents, events);
  // in steps, so that a brush that moves on does not change every circle a little
  const stepped = (events: number) => 2 ** Math.ceil(Math.log2(Math.max(events, 1)) - 0.3);
  const scale = Math.min(
    largestOf(graph.actors) / Math.sqrt(stepped(mostEvents)),
    Math.sqrt(mostInk / (Math.PI * stepped(2 * shown.events))),
  );
  const smallest = graph.actors > 1000 ? 2 : 3;
  const radius = new Float32Array(graph.actors);
  const colour: string[] = new Array(graph.actors);
  for (let actor = 0; actor < graph.actors; ++actor) {
    radius[actor] = Math.max(smallest, scale * Math.sqrt(shown.actorEvents[actor]!));
    colour[actor] = part[actor] === Part.faded
      ? palette.ghost
      : actorColour(graph, palette, ranks, state, actor);
  }

  const any = state.actor !== NONE || state.tie !== NONE;
  const tiePart = new Uint8Array(graph.ties);
  const tieWidth = new Float32Array(graph.ties);
  const tieColour: string[] = new Array(graph.ties);
  for (let tie = 0; tie < graph.ties; ++tie) {
    const events = shown.tieEvents[tie]!;
    const chosen = tie === state.tie || graph.tieA[tie] === state.actor || graph.tieB[tie] === state.actor;
    tiePart[tie] = events === 0 ? Part.hidden : !any ? Part.plain : chosen ? Part.chosen : Part.faded;
    tieWidth[tie] = 1 + 0.8 * Math.log2(Math.max(events, 1));
    const conflict = 2 * shown.tieConflicts[tie]! > events;
    tieColour[tie] = tiePart[tie] === Part.faded
      ? palette.tieFaint
      : conflict ? palette.tieConflict : chosen ? palette.tieStrong : palette.tie;
  }
  return {radius, part, colour, tiePart, tieWidth, tieColour};
}
