// What a newspaper would print around the picture: headline, standfirst, legend, method, sources.
import {NONE, type Graph} from './data.ts';
import {byId, h, name} from './dom.ts';
import type {Shown} from './filter.ts';
import {communityColour} from './look.ts';
import type {State} from './state.ts';
import type {Palette} from './theme.ts';
import {
  count, countryName, dayFromIso, dayText, families, labelOf, number, typeNames, typePlurals, yearsText,
} from './words.ts';

const listed = (items: string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

function languagesOf(graph: Graph): string[] {
  const names = new Intl.DisplayNames(['en'], {type: 'language', fallback: 'code'});
  const counts = new Map<string, number>();
  for (const tag of graph.block.documents.language) if (tag !== '') counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([tag]) => {
      try {
        return names.of(tag) ?? tag;
      } catch {
        return tag;
      }
    });
}

export function showMasthead(graph: Graph): void {
  const {block} = graph;
  const years = yearsText(graph);
  const title = block.title || (years === '' ? 'Who meets whom' : `Who meets whom, ${years}`);
  byId('headline').replaceChildren(name(title));
  document.title = title;
  const byType = typePlurals.map((plural, type) => {
    let of = 0;
    for (let actor = 0; actor < graph.actors; ++actor) if (graph.type[actor] === type) ++of;
    return of === 0 ? '' : of === 1 ? `1 ${typeNames[type]!}` : `${number(of)} ${plural}`;
  });
  const languages = languagesOf(graph);
  byId('standfirst').textContent =
    `${count(graph.events, 'reported event')} between ${listed(byType.filter((text) => text !== ''))}, ` +
    `read from ${count(block.documents.count, 'article')}${languages.length > 0 ? ` in ${listed(languages)}` : ''}. ` +
    'Every tie leads to the sentences that say so.';
}

/** One line on what the filters leave. */
export function showShown(graph: Graph, shown: Shown, state: State): void {
  const {relations, statuses} = graph.block;
  const what = [
    listed([...state.relations].map((at) => relations[at]!.name)),
    listed([...state.statuses].map((at) => statuses[at]!)),
    state.countries.size > 0 ? `with ${listed([...state.countries].map(countryName))}` : '',
    state.communities.size > 0 ? 'in chosen communities' : '',
    state.from !== null ? `from ${dayText(state.from)}` : '',
    state.to !== null ? `to ${dayText(state.to)}` : '',
  ].filter((text) => text !== '');
  const all = shown.events === graph.events;
  byId('shown').textContent =
    (all ? `All ${count(graph.events, 'event')}` : `${number(shown.events)} of ${count(graph.events, 'event')}`) +
    `, ${count(shown.actors, 'actor')}, ${count(shown.ties, 'tie')}` +
    (what.length > 0 ? `: ${what.join(', ')}` : '');
}

function key(colour: string, label: Node | string, shape = 'circle'): HTMLElement {
  const swatch = h('span', {class: `swatch ${shape}`, 'aria-hidden': 'true'});
  swatch.style.background = colour;
  return h('li', {}, swatch, label);
}

const named = 4; // communities in the legend: a line of it

export function showLegend(graph: Graph, state: State, palette: Palette, ranks: Int32Array, leaders: Int32Array): void {
  const items: HTMLElement[] = [];
  if (state.colouring === 'type') {
    const there = new Set(graph.type.subarray(0, graph.actors));
    typeNames.forEach((type, at) => there.has(at) && items.push(key(palette.type[at]!, type)));
  } else {
    const order = [...ranks.keys()].sort((a, b) => ranks[a]! - ranks[b]!);
    for (const community of order.slice(0, named)) {
      if (leaders[community] === NONE) continue;
      items.push(key(communityColour(palette, ranks[community]!), name(labelOf(graph, leaders[community]!))));
    }
    if (order.length > named) items.push(h('li', {class: 'rest'}, `${number(order.length - named)} more`));
  }
  items.push(key(palette.tieConflict, 'mostly conflict', 'line'));
  byId('legend').replaceChildren(
    h('p', {}, `Colour: ${state.colouring === 'type' ? 'type' : 'community, called by its most active member'}. Area: events. Line: events of the two.`),
    h('ul', {}, ...items),
  );
}

export function showFamilies(): void {
  byId('families').replaceChildren(
    ...families.map((family) => h('li', {}, h('span', {class: `swatch family-${family}`, 'aria-hidden': 'true'}), family)),
  );
}

export function showMethod(graph: Graph): void {
  const {block} = graph;
  const byFamily = families.map((family) =>
    `${family} (${block.relations.filter((info) => info.family === family).map((info) => info.name).join(', ')})`);
  byId('method').replaceChildren(
    h('p', {}, 'Circles are people, states and organisations; a line joins two that the articles connect. ' +
      'Circles grow with the events that are shown, lines with the events of the pair; who has much in common stands close together. ' +
      'Where a circle stands means nothing beyond that.'),
    h('p', {}, `Relations are of four families: ${byFamily.join('; ')}. Each event has a status: happened, planned, possible or denied. ` +
      'A denied meeting is a tie, too: choose “happened” for those that took place.'),
    h('p', {}, 'A month or a year that an article gives without a day counts evenly over its days. ' +
      'Two reports of the same relation between the same two on the same day are one event with several passages.'),
    h('p', {}, 'The sentences were read by a program, by rules, without a language model. It misses some events and misreads some; ' +
      'the sentence beside each event is what it went by, and the confidence says how clear the case was.'),
    h('p', {class: 'note'}, `Read by ${block.extractors.filter((text) => text !== '').join(', ') || 'an unnamed program'}. ` +
      'This page is one file: it holds its data, and loads nothing from the network.'),
  );
}

const sourcesAtOnce = 12;

export function showSources(graph: Graph): void {
  const {documents} = graph.block;
  const order = [...documents.id.keys()].sort((a, b) => {
    const [x, y] = [documents.day[a]!, documents.day[b]!];
    return x === y ? a - b : x < y ? 1 : -1;
  });
  const item = (at: number) => {
    const day = dayFromIso(documents.day[at]!);
    const url = documents.url[at]!;
    const label = name(documents.title[at] || documents.id[at]!);
    return h(
      'li',
      {},
      /^https?:\/\//i.test(url) ? h('a', {href: url, target: '_blank', rel: 'noopener noreferrer'}, label) : label,
      day === null ? null : h('span', {class: 'when'}, ` ${dayText(day)}`),
    );
  };
  const list = h('ol', {class: 'source-list'}, ...order.slice(0, sourcesAtOnce).map(item));
  const rest = order.length - sourcesAtOnce;
  const box = byId('sources');
  box.replaceChildren(h('p', {}, `${count(documents.count, 'article')}, the latest first.`), list);
  if (rest <= 0) return;
  let shown = sourcesAtOnce;
  const more = h('button', {type: 'button', class: 'more', onclick: () => {
    list.append(...order.slice(shown, shown + 200).map(item));
    shown += 200;
    if (shown >= order.length) more.remove();
    else more.textContent = `${number(order.length - shown)} more`;
  }}, `${number(rest)} more`);
  box.append(more);
}

export function showKeys(): void {
  const keys: [string, string][] = [
    ['/', 'find a name'],
    ['Esc', 'close the panel or the list'],
    ['Tab', 'on to the next part'],
    ['← ↑ → ↓', 'in the graph: to the next actor; on the ends of the brush: move it'],
    ['Shift ← →', 'on the ends of the brush: move the whole of it'],
    ['Enter', 'open what is in focus'],
    ['+ − 0', 'in the graph: closer, further, all'],
  ];
  byId('keys').replaceChildren(
    h('dl', {}, ...keys.flatMap(([press, what]) => [h('dt', {}, h('kbd', {}, press)), h('dd', {}, what)])),
  );
}
