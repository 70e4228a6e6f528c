// Which events are shown, and what follows from it: all in one pass over the columns.
import {NO_DAY, NONE, type Graph} from './data.ts';

/** Days are inclusive; an empty set takes all. */
export interface Filter {
  from: number | null;
  to: number | null;
  relations: ReadonlySet<number>;
  statuses: ReadonlySet<number>;
  countries: ReadonlySet<string>;
  communities: ReadonlySet<number>;
}

export const everything: Filter = {
  from: null,
  to: null,
  relations: new Set(),
  statuses: new Set(),
  countries: new Set(),
  communities: new Set(),
};

/** What the page shows. The counts of a facet disregard what is chosen in the facet itself. */
export interface Shown {
  visible: Uint8Array; // by event
  events: number;
  actorEvents: Uint32Array;
  actors: number;
  tieEvents: Uint32Array;
  tieConflicts: Uint32Array;
  ties: number;
  byRelation: Uint32Array;
  byStatus: Uint32Array;
  byCountry: Uint32Array; // as Facets numbers them
  byCommunity: Uint32Array;
  inTime: Uint8Array; // by event: whether all but the period takes it
}

const TIME = 1;
const RELATION = 2;
const STATUS = 4;
const COUNTRY = 8;
const COMMUNITY = 16;

/** Countries as numbers, so that the pass over the events compares no strings. */
export class Filterer {
  readonly countries: string[];
  private readonly countryOf: Int32Array; // by actor

  constructor(private readonly graph: Graph) {
    const numbers = new Map<string, number>();
    this.countryOf = Int32Array.from({length: graph.actors}, (_, actor) => {
      const code = graph.block.entities.country[actor]!;
      if (code === '') return NONE;
      if (!numbers.has(code)) numbers.set(code, numbers.size);
      return numbers.get(code)!;
    });
    this.countries = [...numbers.keys()];
  }

  private flags(size: number, chosen: Iterable<number>): Uint8Array | null {
    const flags = new Uint8Array(size);
    let any = false;
    for (const one of chosen) {
      if (one < size) flags[one] = 1;
      any = true;
    }
    return any ? flags : null;
  }

  apply(filter: Filter): Shown {
    const {graph, countryOf} = this;
    const {events, relation, status, subject, object, first, last, tieOf, community} = graph;
    const {relations, statuses} = graph.block;
    const from = filter.from ?? -NO_DAY;
    const to = filter.to ?? NO_DAY - 1;
    const timed = filter.from !== null || filter.to !== null;
    const relationOk = this.flags(relations.length, filter.relations);
    const statusOk = this.flags(statuses.length, filter.statuses);
    const chosenCountries = [...filter.countries].map((code) => this.countries.indexOf(code));
    const countryOk = this.flags(this.countries.length, chosenCountries.map((at) => at < 0 ? NO_DAY : at));
    const communityOk = this.flags(graph.communities, filter.communities);
    const conflict = relations.map((info) => info.family === 'conflict');
    const shown: Shown = {
      visible: new Uint8Array(events),
      events: 0,
      actorEvents: new Uint32Array(graph.actors),
      actors: 0,
      tieEvents: new Uint32Array(graph.ties),
      tieConflicts: new Uint32Array(graph.ties),
      ties: 0,
      byRelation: new Uint32Array(relations.length),
      byStatus: new Uint32Array(statuses.length),
      byCountry: new Uint32Array(this.countries.length),
      byCommunity: new Uint32Array(graph.communities),
      inTime: new Uint8Array(events),
    };
    for (let i = 0; i < events; ++i) {
      const a = subject[i]!;
      const b = object[i]!;
      const countryA = countryOf[a]!;
      const countryB = countryOf[b]!;
      const communityA = community[a]!;
      const communityB = community[b]!;
      let fails = 0;
      if (timed && (first[i]! > to || last[i]! < from || first[i] === NO_DAY)) fails |= TIME;
      if (relationOk && !relationOk[relation[i]!]) fails |= RELATION;
      if (statusOk && !statusOk[status[i]!]) fails |= STATUS;
      if (countryOk && !(countryA >= 0 && countryOk[countryA]) && !(countryB >= 0 && countryOk[countryB])) {
        fails |= COUNTRY;
      }
      if (communityOk && !(communityA >= 0 && communityOk[communityA]) && !(communityB >= 0 && communityOk[communityB])) {
        fails |= COMMUNITY;
      }
      if ((fails & ~RELATION) === 0) shown.byRelation[relation[i]!]!++;
      if ((fails & ~STATUS) === 0) shown.byStatus[status[i]!]!++;
      if ((fails & ~COUNTRY) === 0) {
        if (countryA >= 0) shown.byCountry[countryA]!++;
        if (countryB >= 0 && countryB !== countryA) shown.byCountry[countryB]!++;
      }
      if ((fails & ~COMMUNITY) === 0) {
        if (communityA >= 0) shown.byCommunity[communityA]!++;
        if (communityB >= 0 && communityB !== communityA) shown.byCommunity[communityB]!++;
      }
      if ((fails & ~TIME) === 0) shown.inTime[i] = 1;
      if (fails !== 0) continue;
      shown.visible[i] = 1;
      shown.events++;
      if (shown.actorEvents[a]!++ === 0) shown.actors++;
      if (a === b) continue;
      if (shown.actorEvents[b]!++ === 0) shown.actors++;
      const tie = tieOf[i]!;
      if (shown.tieEvents[tie]!++ === 0) shown.ties++;
      if (conflict[relation[i]!]) shown.tieConflicts[tie]!++;
    }
    return shown;
  }
}
