// The sentences that say so, with the names in them marked and the way to their source.
import {NONE, type Graph} from './data.ts';
import {h, name} from './dom.ts';
import {dayFromIso, dayText, labelOf, number} from './words.ts';

/** The address of a source at a passage: browsers that know text fragments go there and mark it. */
export function linkTo(url: string, passage: string): string | null {
  if (!/^https?:\/\//i.test(url)) return null; // no other scheme becomes a link
  const words = passage.trim().split(/\s+/u);
  const encode = (text: string) => encodeURIComponent(text).replace(/-/g, '%2D');
  const text = words.length <= 8
    ? encode(words.join(' '))
    : `${encode(words.slice(0, 4).join(' '))},${encode(words.slice(-4).join(' '))}`;
  return `${url}${url.includes('#') ? '' : '#'}:~:text=${text}`;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\\/]/g, '\\$&');

/** A pattern for any of the names, as whole words; null: there are none. */
export function patternFor(names: string[]): RegExp | null {
  const usable = [...new Set(names)].filter((one) => one.trim() !== '').sort((a, b) => b.length - a.length);
  if (usable.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${usable.map(escaped).join('|')})(?![\\p{L}\\p{M}\\p{N}])`, 'gu');
}

/** The text in pieces, every other one a name. */
export function piecesOf(text: string, pattern: RegExp | null): string[] {
  if (!pattern) return [text];
  const pieces: string[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    pieces.push(text.slice(at, match.index), match[0]);
    at = match.index + match[0].length;
  }
  pieces.push(text.slice(at));
  return pieces;
}

function namesIn(graph: Graph, event: number): RegExp | null {
  const {entities} = graph.block;
  const who = [graph.subject[event]!, graph.object[event]!, graph.place[event]!].filter((one) => one !== NONE);
  return patternFor(who.flatMap((entity) => [entities.label[entity]!, ...entities.aliases[entity]!]));
}

function placeInSource(graph: Graph, mention: number): string {
  const {mentions, texts} = graph.block;
  const char = mentions.char[mention]!;
  const bytes = mentions.bytes[mention]!;
  if (char !== NONE) {
    const length = [...texts[mentions.text[mention]!]!].length;
    return `characters ${number(char + 1)} to ${number(char + length)}`;
  }
  if (bytes === 0) return '';
  const begin = mentions.begin[mention]!;
  return `bytes ${number(begin + 1)} to ${number(begin + bytes)}`;
}

function source(graph: Graph, mention: number): HTMLElement {
  const {mentions, documents, texts} = graph.block;
  const document = mentions.document[mention]!;
  const title = documents.title[document] || documents.id[document]!;
  const href = linkTo(documents.url[document]!, texts[mentions.text[mention]!]!);
  const day = dayFromIso(documents.day[document]!);
  const place = placeInSource(graph, mention);
  return h(
    'footer',
    {class: 'source'},
    href
      ? h('a', {href, target: '_blank', rel: 'noopener noreferrer', title: href}, name(title))
      : h('cite', {title: documents.id[document]!}, name(title)),
    day === null ? null : h('span', {}, `, ${dayText(day)}`),
    place === '' ? null : h('span', {class: 'where'}, `, ${place}`),
  );
}

/** All that is said of an event: the first passage at once, the others on request. */
export function evidenceOf(graph: Graph, event: number): HTMLElement[] {
  const {mentions, documents, texts} = graph.block;
  const pattern = namesIn(graph, event);
  const quotes: HTMLElement[] = [];
  for (let mention = graph.mentionStart[event]!; mention < graph.mentionStart[event + 1]!; ++mention) {
    const text = texts[mentions.text[mention]!]!;
    const language = documents.language[mentions.document[mention]!]!;
    const pieces = piecesOf(text, pattern).map((piece, at) => (at % 2 === 1 ? h('mark', {}, piece) : piece));
    quotes.push(
      h(
        'figure',
        {class: 'evidence'},
        text === '' ? null : h('blockquote', {dir: 'auto', lang: language || null}, ...pieces),
        source(graph, mention),
      ),
    );
  }
  if (quotes.length <= 1) return quotes;
  const others = quotes.slice(1);
  return [
    quotes[0]!,
    h(
      'details',
      {class: 'others'},
      h('summary', {}, others.length === 1 ? 'Also reported here' : `${number(others.length)} more passages`),
      ...others,
    ),
  ];
}

/** "meets" as one line: who, what, whom. */
export function sentenceOf(graph: Graph, event: number, verb: string): HTMLElement {
  return h(
    'span',
    {class: 'said'},
    name(labelOf(graph, graph.subject[event]!)),
    ` ${verb} `,
    name(labelOf(graph, graph.object[event]!)),
  );
}
