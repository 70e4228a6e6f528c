// The data block as export/html_columns.cpp writes it, and the graph that the page works with.

export interface RelationInfo {
  name: string;
  family: string;
  symmetric: boolean;
  plover: string;
  cameo: string;
}

export interface Block {
  format: number;
  title: string;
  texts: string[];
  relations: RelationInfo[];
  statuses: string[];
  topics: string[];
  extractors: string[];
  events: {
    count: number;
    dated: number;
    id: string[];
    relation: number[];
    status: number[];
    subject: number[];
    object: number[];
    day: number[];
    length: number[];
    place: number[];
    confidence: number[];
    topicCount: number[];
    topicList: number[];
    mentionCount: number[];
  };
  mentions: {
    count: number;
    document: number[];
    text: number[];
    status: number[];
    confidence: number[];
    begin: number[];
    bytes: number[];
    char: number[];
    extractor: number[];
  };
  documents: {
    count: number;
    id: string[];
    title: string[];
    url: string[];
    language: string[];
    day: string[];
  };
  entities: {
    count: number;
    actors: number;
    id: string[];
    type: number[];
    label: string[];
    country: string[];
    aliases: string[][];
    x: number[];
    y: number[];
    community?: number[];
  };
  letterFolds: [string, string][];
  nameFolds: [string, string][];
}

/** The day of an event that has none. */
export const NO_DAY = 0x7fffffff;
export const NONE = -1;

/** Lists of numbers, one a row, in one array. */
export interface Rows {
  start: Int32Array;
  items: Int32Array;
}

export function row(rows: Rows, index: number): Int32Array {
  return rows.items.subarray(rows.start[index], rows.start[index + 1]);
}

/**
 * Numbers stand for things: an actor is an entity below `actors`; a tie is a pair of actors with
 * all events between them, the smaller number first; events are in order of time, those without a
 * date at the end.
 */
export interface Graph {
  block: Block;
  actors: number;
  x: Float32Array;
  y: Float32Array;
  type: Uint8Array;
  community: Int32Array;
  communities: number;
  events: number;
  dated: number;
  relation: Uint8Array;
  status: Uint8Array;
  subject: Int32Array;
  object: Int32Array;
  first: Int32Array;
  last: Int32Array;
  place: Int32Array;
  mentionStart: Int32Array;
  topicStart: Int32Array;
  ties: number;
  tieOf: Int32Array; // by event; NONE: of an actor with itself
  tieA: Int32Array;
  tieB: Int32Array;
  eventsOfActor: Rows;
  eventsOfTie: Rows;
}

function startsOf(counts: ArrayLike<number>): Int32Array {
  const start = new Int32Array(counts.length + 1);
  for (let i = 0; i < counts.length; ++i) start[i + 1] = start[i]! + counts[i]!;
  return start;
}

/** Rows by `keys`: which items have which key. NONE is left out. */
function rowsBy(rows: number, ...keys: Int32Array[]): Rows {
  const counts = new Int32Array(rows);
  for (const key of keys) for (let i = 0; i < key.length; ++i) if (key[i] !== NONE) counts[key[i]!]!++;
  const start = startsOf(counts);
  const next = start.slice();
  const items = new Int32Array(start[rows]!);
  const length = keys[0]!.length;
  for (let i = 0; i < length; ++i) {
    for (const key of keys) {
      const at = key[i]!;
      if (at !== NONE) items[next[at]!++] = i;
    }
  }
  return {start, items};
}

function readDays(block: Block): {first: Int32Array; last: Int32Array} {
  const {count, dated, day, length} = block.events;
  const first = new Int32Array(count).fill(NO_DAY);
  const last = new Int32Array(count).fill(NO_DAY);
  let at = 0;
  for (let i = 0; i < dated; ++i) {
    at += day[i]!;
    first[i] = at;
    last[i] = at + length[i]!;
  }
  return {first, last};
}

function readTies(subject: Int32Array, object: Int32Array, actors: number) {
  const numbers = new Map<number, number>();
  const tieOf = new Int32Array(subject.length);
  const a: number[] = [];
  const b: number[] = [];
  for (let i = 0; i < subject.length; ++i) {
    const low = Math.min(subject[i]!, object[i]!);
    const high = Math.max(subject[i]!, object[i]!);
    if (low === high) {
      tieOf[i] = NONE;
      continue;
    }
    const key = low * actors + high;
    let tie = numbers.get(key);
    if (tie === undefined) {
      tie = a.length;
      numbers.set(key, tie);
      a.push(low);
      b.push(high);
    }
    tieOf[i] = tie;
  }
  return {tieOf, tieA: Int32Array.from(a), tieB: Int32Array.from(b)};
}

export function readGraph(block: Block): Graph {
  if (block.format !== 1) throw new Error(`data of format ${block.format} is not known here`);
  const {events, entities} = block;
  const subject = Int32Array.from(events.subject);
  const object = Int32Array.from(events.object);
  const {tieOf, tieA, tieB} = readTies(subject, object, entities.actors);
  const selfless = object.map((other, i) => (other === subject[i] ? NONE : other));
  const community = Int32Array.from(entities.community ?? new Array(entities.actors).fill(NONE));
  return {
    block,
    actors: entities.actors,
    x: Float32Array.from(entities.x),
    y: Float32Array.from(entities.y),
    type: Uint8Array.from(entities.type),
    community,
    communities: community.reduce((most, one) => Math.max(most, one + 1), 0),
    events: events.count,
    dated: events.dated,
    relation: Uint8Array.from(events.relation),
    status: Uint8Array.from(events.status),
    subject,
    object,
    ...readDays(block),
    place: Int32Array.from(events.place),
    mentionStart: startsOf(events.mentionCount),
    topicStart: startsOf(events.topicCount),
    ties: tieA.length,
    tieOf,
    tieA,
    tieB,
    eventsOfActor: rowsBy(entities.actors, subject, selfless),
    eventsOfTie: rowsBy(tieA.length, tieOf),
  };
}

/** The tie between two actors, NONE if they have none. */
export function findTie(graph: Graph, a: number, b: number): number {
  for (const event of row(graph.eventsOfActor, a)) {
    if (graph.subject[event] === b || graph.object[event] === b) return graph.tieOf[event]!;
  }
  return NONE;
}
