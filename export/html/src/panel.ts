// The panel: an actor, or a pair, with its events and their evidence; else what stands out.
import {binsFor, countBins, mainPeriod} from './bins.ts';
import {NONE, row, type Graph} from './data.ts';
import {byId, h, name, svg} from './dom.ts';
import {evidenceOf, sentenceOf} from './evidence.ts';
import type {Shown} from './filter.ts';
import type {State} from './state.ts';
import type {Palette} from './theme.ts';
import {
  count, countryName, families, labelOf, number, otherName, spanText, typeNames, verbOf, yearOf,
} from './words.ts';

export interface PanelHandlers {
  chooseActor(actor: number): void;
  chooseTie(tie: number): void;
  close(): void;
}

const eventsAtOnce = 30;
const rankLength = 8;

/** A row of a ranking: a name, a bar, a number. */
function rankRow(label: Node[], value: number, most: number, choose: () => void): HTMLElement {
  const bar = h('span', {class: 'bar', 'aria-hidden': 'true'});
  bar.style.width = `${(100 * value) / Math.max(1, most)}%`;
  return h(
    'li',
    {},
    h('button', {type: 'button', class: 'rank', onclick: choose}, bar, h('span', {class: 'label'}, ...label), h('span', {class: 'count'}, number(value))),
  );
}

/** The indexes with the highest values, without those of none. */
export function topOf(values: Uint32Array | Map<number, number>, limit: number): [number, number][] {
  const pairs: [number, number][] = values instanceof Map ? [...values] : Array.from(values, (value, at) => [at, value]);
  return pairs
    .filter(([, value]) => value > 0)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, limit);
}

export class Panel {
  private readonly box = byId('panel');
  private readonly period: ReturnType<typeof mainPeriod>;
  private shownEvents = eventsAtOnce;
  private opened = ''; // what the panel is about

  constructor(
    private readonly graph: Graph,
    private readonly handlers: PanelHandlers,
  ) {
    this.period = mainPeriod(graph);
  }

  update(shown: Shown, state: State, palette: Palette): void {
    const about = `${state.actor} ${state.tie}`;
    if (about !== this.opened) {
      this.opened = about;
      this.shownEvents = eventsAtOnce;
      this.box.scrollTop = 0;
    }
    const parts = state.actor !== NONE
      ? this.ofActor(state.actor, shown, state, palette)
      : state.tie !== NONE
        ? this.ofTie(state.tie, shown, state, palette)
        : this.ofAll(shown);
    const focused = this.box.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset['keep'] : undefined;
    this.box.replaceChildren(...parts);
    this.box.classList.toggle('open', state.actor !== NONE || state.tie !== NONE);
    if (focused) this.box.querySelector<HTMLElement>(`[data-keep="${focused}"]`)?.focus();
  }

  /** For those who opened it with the keyboard. */
  focus(): void {
    this.box.querySelector<HTMLElement>('h2')?.focus();
  }

  private ofAll(shown: Shown): Node[] {
    const {graph, handlers} = this;
    const actors = topOf(shown.actorEvents, rankLength);
    const ties = topOf(shown.tieEvents, rankLength);
    if (actors.length === 0) {
      return [h('h2', {tabindex: -1}, 'Nothing to show'), h('p', {class: 'hint'}, 'No event fits these filters.')];
    }
    return [
      h('h2', {tabindex: -1}, 'Most active'),
      h(
        'ol',
        {class: 'ranking'},
        ...actors.map(([actor, events]) =>
          rankRow([name(labelOf(graph, actor))], events, actors[0]![1], () => handlers.chooseActor(actor)),
        ),
      ),
      h('h2', {}, 'Closest ties'),
      h(
        'ol',
        {class: 'ranking'},
        ...ties.map(([tie, events]) =>
          rankRow(this.tieLabel(tie), events, ties[0]![1], () => handlers.chooseTie(tie)),
        ),
      ),
      h('p', {class: 'hint'}, 'Choose a name, a circle or a line to read the sentences behind it.'),
    ];
  }

  private tieLabel(tie: number): Node[] {
    const {graph} = this;
    return [name(labelOf(graph, graph.tieA[tie]!)), document.createTextNode(' – '), name(labelOf(graph, graph.tieB[tie]!))];
  }

  private closeButton(): HTMLElement {
    return h(
      'button',
      {type: 'button', class: 'close', 'data-keep': 'close', 'aria-label': 'Close the panel', title: 'Close (Esc)', onclick: () => this.handlers.close()},
      '×',
    );
  }

  private ofActor(actor: number, shown: Shown, state: State, palette: Palette): Node[] {
    const {graph} = this;
    const {entities} = graph.block;
    const events = row(graph.eventsOfActor, actor);
    const visible = events.filter((event) => shown.visible[event] === 1);
    const country = entities.country[actor]!;
    const type = typeNames[graph.type[actor]!]!;
    const about = type === 'person' && country !== '' ? `Person, ${countryName(country)}` : type[0]!.toUpperCase() + type.slice(1);
    const label = labelOf(graph, actor);
    const aliases = entities.aliases[actor]!.filter((alias) => alias !== label);
    const partners = new Map<number, number>();
    for (const event of visible) {
      const tie = graph.tieOf[event]!;
      if (tie !== NONE) partners.set(tie, (partners.get(tie) ?? 0) + 1);
    }
    const best = topOf(partners, rankLength);
    const second = otherName(graph, actor);
    return [
      this.closeButton(),
      h('p', {class: 'kicker'}, about),
      h('h2', {tabindex: -1}, name(label)),
      second === '' ? null : h('p', {class: 'other-name'}, name(second)),
      aliases.length < 2
        ? null
        : h('details', {class: 'aliases'}, h('summary', {}, `Written in ${number(aliases.length)} more ways`), h('p', {}, ...aliases.flatMap((alias, at) => [at > 0 ? ', ' : '', name(alias)]))),
      this.summary(visible, events.length, shown, palette),
      best.length === 0 ? null : h('h3', {}, `Ties (${number(partners.size)})`),
      best.length === 0
        ? null
        : h(
            'ol',
            {class: 'ranking'},
            ...best.map(([tie, value]) => {
              const other = graph.tieA[tie] === actor ? graph.tieB[tie]! : graph.tieA[tie]!;
              return rankRow([name(labelOf(graph, other))], value, best[0]![1], () => this.handlers.chooseTie(tie));
            }),
          ),
      ...this.list(visible, state),
    ].filter((part): part is HTMLElement => part !== null);
  }

  private ofTie(tie: number, shown: Shown, state: State, palette: Palette): Node[] {
    const {graph} = this;
    const events = row(graph.eventsOfTie, tie);
    const visible = events.filter((event) => shown.visible[event] === 1);
    const link = (actor: number) =>
      h('button', {type: 'button', class: 'name-link', onclick: () => this.handlers.chooseActor(actor)}, name(labelOf(graph, actor)));
    return [
      this.closeButton(),
      h('p', {class: 'kicker'}, 'Tie'),
      h('h2', {tabindex: -1}, link(graph.tieA[tie]!), ' – ', link(graph.tieB[tie]!)),
      this.summary(visible, events.length, shown, palette),
      ...this.list(visible, state),
    ];
  }

  private summary(visible: Int32Array, all: number, shown: Shown, palette: Palette): HTMLElement {
    const {graph} = this;
    const text = visible.length === all ? count(all, 'event') : `${number(visible.length)} of ${count(all, 'event')}`;
    const wanted = new Set(visible);
    const bins = binsFor(this.period, 60);
    const counts = countBins(graph, bins, (event) => wanted.has(event));
    const sums = Array.from({length: bins.starts.length - 1}, (_, bar) =>
      families.map((_, family) => counts[bar * families.length + family]!),
    );
    const most = Math.max(1, ...sums.map((bar) => bar.reduce((sum, one) => sum + one, 0)));
    const bars = sums.flatMap((bar, at) => {
      let y = 30;
      return bar.flatMap((value, family) => {
        if (value === 0) return [];
        const height = (28 * value) / most;
        y -= height;
        return [svg('rect', {x: at * 5, y: y.toFixed(2), width: 4, height: height.toFixed(2), fill: palette.family[family]!})];
      });
    });
    const width = sums.length * 5;
    void shown;
    return h(
      'div',
      {class: 'summary'},
      h('p', {}, text),
      svg(
        'svg',
        {viewBox: `0 0 ${width} 31`, preserveAspectRatio: 'none', class: 'spark', role: 'img', 'aria-label': `${text} over time`},
        ...bars,
        svg('rect', {x: 0, y: 30, width, height: 1, fill: palette.rule}),
      ) as unknown as HTMLElement,
      graph.dated === 0
        ? null
        : h('p', {class: 'spark-years', 'aria-hidden': 'true'}, h('span', {}, String(yearOf(this.period.first))), h('span', {}, String(yearOf(this.period.last)))),
    );
  }

  /** The latest first; those without a date at the end. */
  private list(visible: Int32Array, state: State): HTMLElement[] {
    const {graph} = this;
    const dated = visible.filter((event) => event < graph.dated).reverse();
    const undated = visible.filter((event) => event >= graph.dated);
    const ordered = [...dated, ...undated];
    const chosen = ordered.indexOf(state.event);
    if (chosen >= this.shownEvents) this.shownEvents = chosen + eventsAtOnce;
    const items = ordered.slice(0, this.shownEvents).map((event) => this.item(event, event === state.event));
    const list = h('ol', {class: 'events'}, ...items);
    const rest = ordered.length - items.length;
    if (chosen >= 0) requestAnimationFrame(() => items[chosen]?.scrollIntoView({block: 'nearest'}));
    const more = rest <= 0
      ? null
      : h('button', {type: 'button', class: 'more', onclick: () => {
          const from = this.shownEvents;
          this.shownEvents += eventsAtOnce;
          more?.remove();
          list.append(...ordered.slice(from, this.shownEvents).map((event) => this.item(event, false)));
          list.children[from]?.querySelector<HTMLElement>('.said')?.focus();
          if (ordered.length > this.shownEvents) list.after(h('p', {class: 'hint'}, 'Narrow the period to see the others.'));
        }}, `${number(Math.min(rest, eventsAtOnce))} more events`);
    return [h('h3', {}, 'Events'), list, ...(more ? [more] : [])];
  }

  private item(event: number, chosen: boolean): HTMLElement {
    const {graph} = this;
    const {block} = graph;
    const info = block.relations[graph.relation[event]!]!;
    const status = block.statuses[graph.status[event]!]!;
    const place = graph.place[event]!;
    const topics = block.events.topicList.slice(graph.topicStart[event], graph.topicStart[event + 1]).map((at) => block.topics[at]!);
    const confidence = block.events.confidence[event]!;
    return h(
      'li',
      {class: chosen ? 'event chosen' : 'event', 'data-event': block.events.id[event]!},
      h(
        'p',
        {class: 'when'},
        h('span', {class: `swatch family-${info.family}`, 'aria-hidden': 'true'}),
        h('span', {}, spanText(graph.first[event]!, graph.last[event]!)),
        place === NONE ? null : h('span', {class: 'place'}, ' · ', name(labelOf(graph, place))),
        status === 'happened' ? null : h('span', {class: `tag ${status}`}, status),
      ),
      h('p', {class: 'what', tabindex: -1}, sentenceOf(graph, event, verbOf(graph, event))),
      ...evidenceOf(graph, event),
      h(
        'p',
        {class: 'meta'},
        [info.name, ...topics, `confidence ${(confidence / 1000).toFixed(2)}`].join(' · '),
      ),
    );
  }
}
