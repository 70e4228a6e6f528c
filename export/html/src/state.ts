// What is looked at, and its form in the address, so that a view can be shared.
import {findTie, NONE, type Graph} from './data.ts';
import {everything, type Filter} from './filter.ts';
import {dayFromIso, isoOf} from './words.ts';

export const views = ['graph', 'events', 'actors', 'ties'] as const;
export type View = (typeof views)[number];

export const colourings = ['community', 'type'] as const;
export type Colouring = (typeof colourings)[number];

export interface State extends Filter {
  view: View;
  colouring: Colouring;
  actor: number; // whose panel is open; NONE
  tie: number; // or that of a pair
  event: number; // pointed out in it
  sort: string; // column of the table; empty: as it comes
  descending: boolean;
  camera: [number, number, number] | null; // x, y, ratio; null: all is seen
}

export function startState(graph: Graph): State {
  return {
    ...everything,
    view: 'graph',
    colouring: graph.communities > 0 ? 'community' : 'type',
    actor: NONE,
    tie: NONE,
    event: NONE,
    sort: '',
    descending: false,
    camera: null,
  };
}

/** Communities are named by the member with the most events: numbers change with the graph. */
export function leadersOf(graph: Graph): Int32Array {
  const leaders = new Int32Array(graph.communities).fill(NONE);
  const {start} = graph.eventsOfActor;
  const eventsOf = (actor: number) => start[actor + 1]! - start[actor]!;
  for (let actor = 0; actor < graph.actors; ++actor) {
    const community = graph.community[actor]!;
    if (community === NONE) continue;
    const leader = leaders[community]!;
    if (leader === NONE || eventsOf(actor) > eventsOf(leader)) leaders[community] = actor;
  }
  return leaders;
}

/** Reads and writes addresses; what an address names and the graph does not have is passed over. */
export class Address {
  private readonly actors = new Map<string, number>();
  private readonly events = new Map<string, number>();
  private readonly leaders: Int32Array;

  constructor(private readonly graph: Graph) {
    const {entities, events} = graph.block;
    for (let i = 0; i < graph.actors; ++i) this.actors.set(entities.id[i]!, i);
    for (let i = 0; i < graph.events; ++i) this.events.set(events.id[i]!, i);
    this.leaders = leadersOf(graph);
  }

  write(state: State): string {
    const {block} = this.graph;
    const idOf = (actor: number) => block.entities.id[actor]!;
    const usual = startState(this.graph);
    const parts: string[] = [];
    const add = (key: string, values: string[]) => {
      if (values.length > 0) parts.push(`${key}=${values.map(encodeURIComponent).join(',')}`);
    };
    if (state.from !== null) add('from', [isoOf(state.from)]);
    if (state.to !== null) add('to', [isoOf(state.to)]);
    add('relation', [...state.relations].sort((a, b) => a - b).map((at) => block.relations[at]!.name));
    add('status', [...state.statuses].sort((a, b) => a - b).map((at) => block.statuses[at]!));
    add('country', [...state.countries].sort());
    add('community', [...state.communities].map((at) => idOf(this.leaders[at]!)).sort());
    if (state.actor !== NONE) add('actor', [idOf(state.actor)]);
    if (state.tie !== NONE) {
      add('tie', [idOf(this.graph.tieA[state.tie]!), idOf(this.graph.tieB[state.tie]!)]);
    }
    if (state.event !== NONE) add('event', [block.events.id[state.event]!]);
    if (state.view !== usual.view) add('view', [state.view]);
    if (state.colouring !== usual.colouring) add('colour', [state.colouring]);
    if (state.sort !== '') add('sort', [(state.descending ? '-' : '') + state.sort]);
    if (state.camera) add('at', state.camera.map((value) => String(Math.round(value * 1000) / 1000)));
    return parts.join('&');
  }

  read(hash: string): State {
    const {block} = this.graph;
    const state = startState(this.graph);
    const values = new Map<string, string[]>();
    for (const part of hash.replace(/^#/, '').split('&')) {
      const at = part.indexOf('=');
      if (at > 0) values.set(part.slice(0, at), part.slice(at + 1).split(',').map(decode));
    }
    const all = (key: string) => values.get(key) ?? [];
    const one = (key: string) => all(key)[0] ?? '';
    const numbersOf = (key: string, names: string[]) =>
      new Set(all(key).map((name) => names.indexOf(name)).filter((found) => found >= 0));
    const actorOf = (id: string | undefined) => this.actors.get(id ?? '') ?? NONE;

    state.from = dayFromIso(one('from'));
    state.to = dayFromIso(one('to'));
    state.relations = numbersOf('relation', block.relations.map((info) => info.name));
    state.statuses = numbersOf('status', block.statuses);
    const countries = new Set(block.entities.country.slice(0, this.graph.actors));
    state.countries = new Set(all('country').filter((code) => code !== '' && countries.has(code)));
    state.communities = new Set(
      all('community')
        .map((id) => (this.graph.community[actorOf(id)] ?? NONE))
        .filter((community) => community !== NONE),
    );
    state.actor = actorOf(one('actor'));
    const [a, b] = all('tie').map(actorOf);
    if (state.actor === NONE && a !== undefined && b !== undefined && a !== NONE && b !== NONE) {
      state.tie = findTie(this.graph, a, b);
    }
    state.event = this.events.get(one('event')) ?? NONE;
    state.view = views.find((view) => view === one('view')) ?? state.view;
    state.colouring = colourings.find((way) => way === one('colour')) ?? state.colouring;
    const sort = /^(-?)([a-z]+)$/.exec(one('sort'));
    if (sort) [state.descending, state.sort] = [sort[1] === '-', sort[2]!];
    const camera = all('at').map(Number);
    if (camera.length === 3 && camera.every(Number.isFinite) && camera[2]! > 0) {
      state.camera = camera as [number, number, number];
    }
    return state;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return ''; // cut off in the middle
  }
}
