// Events counted over time, for the timeline and the small ones in the panel.
import {type Graph} from './data.ts';
import {dateOf, dayOf, families, yearOf} from './words.ts';

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';
const units: [Unit, number][] = [['day', 1], ['week', 7], ['month', 30.44], ['quarter', 91.3], ['year', 365.25]];

export interface Period {
  first: number;
  last: number;
}

/** Bars side by side: bar i runs from day starts[i] up to starts[i + 1], which is not in it. */
export interface Bins {
  unit: Unit;
  starts: Int32Array;
}

/** The beginning of the unit in which a day lies. Weeks begin on Monday. */
export function beginOf(unit: Unit, day: number): number {
  const date = dateOf(day);
  const month = date.getUTCMonth();
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return day - ((((day + 3) % 7) + 7) % 7);
    case 'month':
      return dayOf(date.getUTCFullYear(), month + 1);
    case 'quarter':
      return dayOf(date.getUTCFullYear(), month - (month % 3) + 1);
    case 'year':
      return dayOf(date.getUTCFullYear());
  }
}

export function nextOf(unit: Unit, begin: number): number {
  switch (unit) {
    case 'day':
      return begin + 1;
    case 'week':
      return begin + 7;
    case 'month':
      return beginOf('month', begin + 31);
    case 'quarter':
      return beginOf('quarter', begin + 95);
    case 'year':
      return dayOf(yearOf(begin) + 1);
  }
}

/** Where the units of a period begin, and the one after it. */
export function beginsOf(unit: Unit, period: Period): number[] {
  const begins = [beginOf(unit, period.first)];
  while (begins.at(-1)! <= period.last) begins.push(nextOf(unit, begins.at(-1)!));
  return begins;
}

/** The finest unit that gives at most `most` bars. */
export function binsFor(period: Period, most: number): Bins {
  const days = period.last - period.first + 1;
  const unit = units.find(([, length]) => days / length + 2 <= most)?.[0] ?? 'year';
  return {unit, starts: Int32Array.from(beginsOf(unit, period))};
}

/** The bar in which a day lies: -1 before the first, their number after the last. */
export function binOf(bins: Bins, day: number): number {
  const {starts} = bins;
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * How many events of each family lie in each bar, as `bar * families.length + family`. An event
 * that is dated to a month or a year counts as much in each of its days as in any other.
 */
export function countBins(graph: Graph, bins: Bins, takes: (event: number) => boolean): Float64Array {
  const bars = bins.starts.length - 1;
  const counts = new Float64Array(bars * families.length);
  const familyOf = graph.block.relations.map((info) => Math.max(0, families.indexOf(info.family)));
  for (let event = 0; event < graph.dated; ++event) {
    if (!takes(event)) continue;
    const family = familyOf[graph.relation[event]!]!;
    const first = graph.first[event]!;
    const last = graph.last[event]!;
    const from = binOf(bins, first);
    const to = last === first ? from : binOf(bins, last);
    if (from === to) {
      if (from >= 0 && from < bars) counts[from * families.length + family]! += 1;
      continue;
    }
    const days = last - first + 1;
    for (let bar = Math.max(0, from); bar <= Math.min(to, bars - 1); ++bar) {
      const begin = Math.max(first, bins.starts[bar]!);
      const end = Math.min(last + 1, bins.starts[bar + 1]!);
      counts[bar * families.length + family]! += (end - begin) / days;
    }
  }
  return counts;
}

/**
 * The years that the timeline shows: all, unless a few events far from the others would press these
 * together. `before` and `after` count what is left out.
 */
export function mainPeriod(graph: Graph): Period & {before: number; after: number} {
  const {dated, first} = graph;
  if (dated === 0) return {first: 0, last: 0, before: 0, after: 0};
  const lasts = graph.last.slice(0, dated).sort();
  const all = {first: first[0]!, last: lasts[dated - 1]!};
  const few = Math.floor(dated / 200);
  const most = {first: first[few]!, last: lasts[dated - 1 - few]!};
  const widen = (period: Period) => ({
    first: dayOf(yearOf(period.first)),
    last: dayOf(yearOf(period.last) + 1) - 1,
  });
  const wide = all.last - all.first > 2 * (most.last - most.first);
  const period = wide ? widen(most) : all;
  return {
    ...period,
    before: first.subarray(0, dated).reduce((sum, day) => sum + Number(day < period.first), 0),
    after: lasts.reduce((sum, day) => sum + Number(day > period.last), 0),
  };
}

/** Round values for an axis from 0 to `most`: at most four. */
export function niceTicks(most: number): number[] {
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= rough) ?? 1;
  const ticks: number[] = [];
  for (let value = Math.max(1, step); value <= most; value += Math.max(1, step)) ticks.push(value);
  return ticks;
}
