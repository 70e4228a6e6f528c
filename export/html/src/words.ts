// What numbers and codes are called on the page.
import {NO_DAY, type Graph} from './data.ts';

const dayMs = 86_400_000;
const numbers = new Intl.NumberFormat('en-GB');
const months = new Intl.DateTimeFormat('en-GB', {month: 'short', timeZone: 'UTC'});
const regions = new Intl.DisplayNames(['en'], {type: 'region', fallback: 'code'});

export const number = (value: number): string => numbers.format(value);

export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

export function dateOf(day: number): Date {
  return new Date(day * dayMs);
}

export function dayOf(year: number, month = 1, day = 1): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / dayMs);
}

export const yearOf = (day: number): number => dateOf(day).getUTCFullYear();

/** "2025-08-21". */
export function isoOf(day: number): string {
  const date = dateOf(day);
  const pad = (value: number, digits: number) => String(value).padStart(digits, '0');
  return `${pad(date.getUTCFullYear(), 4)}-${pad(date.getUTCMonth() + 1, 2)}-${pad(date.getUTCDate(), 2)}`;
}

/** The day of "2025-08-21"; null: no such day. */
export function dayFromIso(iso: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (!parts) return null;
  const day = dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return isoOf(day) === iso ? day : null;
}

export function dayText(day: number): string {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${months.format(date)} ${date.getUTCFullYear()}`;
}

/** A span as exact as it was told: "21 Aug 2025", "Aug 2025", "2025", "19–21 Aug 2025". */
export function spanText(first: number, last: number): string {
  if (first === NO_DAY) return 'no date';
  if (first === last) return dayText(first);
  const a = dateOf(first);
  const b = dateOf(last);
  const sameYear = a.getUTCFullYear() === b.getUTCFullYear();
  const sameMonth = sameYear && a.getUTCMonth() === b.getUTCMonth();
  const wholeMonths = a.getUTCDate() === 1 && dateOf(last + 1).getUTCDate() === 1;
  if (wholeMonths && sameMonth) return `${months.format(a)} ${a.getUTCFullYear()}`;
  if (wholeMonths && sameYear && a.getUTCMonth() === 0 && b.getUTCMonth() === 11) {
    return String(a.getUTCFullYear());
  }
  if (sameMonth) return `${a.getUTCDate()}–${dayText(last)}`;
  if (sameYear) return `${a.getUTCDate()} ${months.format(a)} – ${dayText(last)}`;
  return `${dayText(first)} – ${dayText(last)}`;
}

export function countryName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code; // not of the form of a region
  }
}

export const typeNames = ['person', 'country', 'organisation', 'place'];
export const typePlurals = ['people', 'states', 'organisations', 'places'];

export const families = ['contact', 'courtesy', 'cooperation', 'conflict'];

interface Verb {
  done: string;
  bare: string;
}

// Between subject and object.
const verbs: Record<string, Verb> = {
  meet: {done: 'met', bare: 'meet'},
  talk: {done: 'talked with', bare: 'talk with'},
  greet: {done: 'greeted', bare: 'greet'},
  visit: {done: 'visited', bare: 'visit'},
  host: {done: 'hosted', bare: 'host'},
  invite: {done: 'invited', bare: 'invite'},
  inform: {done: 'informed', bare: 'inform'},
  sign: {done: 'signed with', bare: 'sign with'},
  agree: {done: 'agreed with', bare: 'agree with'},
  support: {done: 'supported', bare: 'support'},
  criticize: {done: 'criticised', bare: 'criticise'},
  threaten: {done: 'threatened', bare: 'threaten'},
  sanction: {done: 'sanctioned', bare: 'sanction'},
  aid: {done: 'aided', bare: 'aid'},
  mediate: {done: 'mediated for', bare: 'mediate for'},
};

/** What stands between the names: "met", "plans to meet", "may meet", "is denied to have met". */
export function verbOf(graph: Graph, event: number): string {
  const relation = graph.block.relations[graph.relation[event]!]!.name;
  const {done, bare} = verbs[relation] ?? {done: relation, bare: relation};
  switch (graph.block.statuses[graph.status[event]!]) {
    case 'planned':
      return `plans to ${bare}`;
    case 'possible':
      return `may ${bare}`;
    case 'denied':
      return `did not ${bare}`;
    default:
      return done;
  }
}

export const labelOf = (graph: Graph, entity: number): string => graph.block.entities.label[entity]!;

const isLatin = (text: string): boolean => /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u.test(text);

/** The longest name in another script than the label's; empty: there is none. */
export function otherName(graph: Graph, entity: number): string {
  const latin = isLatin(labelOf(graph, entity));
  let best = '';
  for (const alias of graph.block.entities.aliases[entity]!) {
    if (isLatin(alias) !== latin && alias.length > best.length) best = alias;
  }
  return best;
}

/** "2014–2025", or one year. */
export function yearsText(graph: Graph): string {
  if (graph.dated === 0) return '';
  const first = yearOf(graph.first[0]!);
  let last = first;
  for (let i = 0; i < graph.dated; ++i) last = Math.max(last, yearOf(graph.last[i]!));
  return first === last ? String(first) : `${first}–${last}`;
}
