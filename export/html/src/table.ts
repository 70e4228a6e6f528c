// The tables: all events, actors or ties that are shown, as many rows as there are. Only the rows
// in view are in the document; arrows, Page Up and Down, Home and End move over all of them. A narrow
// table leaves out what the verb or the panel says as well, so that nobody has to scroll sideways.
import {NO_DAY, NONE, type Graph} from './data.ts';
import {announce, byId, h, name, onNextFrame} from './dom.ts';
import type {Shown} from './filter.ts';
import type {State, View} from './state.ts';
import {countryName, labelOf, number, spanText, typeNames, verbOf} from './words.ts';

type Size = 0 | 1 | 2; // wide, narrow, a phone's
const narrow = 800; // pixels: below it a table is narrow
const small = 520;
const sizeOf = (width: number): Size => (width >= narrow ? 0 : width >= small ? 1 : 2);

const rowHeights = [36, 36, 54]; // by size: on a phone two lines
const spare = 6; // rows above and below those in view

export interface TableHandlers {
  openEvent(event: number): void;
  openActor(actor: number): void;
  openTie(tie: number): void;
  sort(column: string, descending: boolean): void;
}

interface Column {
  key: string;
  title: string;
  wide: [string, string, string]; // of the grid's columns, by size; '': left out
  numeric?: boolean;
  cell(item: number): Node | string;
  order(item: number): number;
}

interface Sheet {
  columns: Column[];
  items(): Int32Array; // in the usual order
  open(item: number): void;
}

export class Table {
  private readonly box = byId('table');
  private readonly head = byId('table-head');
  private readonly scroller = byId('table-scroller');
  private readonly body = byId('table-body');
  private readonly labelRank: Int32Array; // by entity: its place in the alphabet
  private shown: Shown | null = null;
  private sheet: Sheet | null = null;
  private view: View = 'graph';
  private size: Size = 0;
  private columns: Column[] = []; // those that are shown
  private items: Int32Array = new Int32Array();
  private active = 0;
  private sortKey = '';
  private descending = false;
  private readonly drawSoon = onNextFrame(() => this.draw());

  constructor(
    private readonly graph: Graph,
    private readonly handlers: TableHandlers,
  ) {
    const collator = new Intl.Collator('en');
    const labels = graph.block.entities.label;
    const order = labels.map((_, at) => at).sort((a, b) => collator.compare(labels[a]!, labels[b]!));
    this.labelRank = new Int32Array(labels.length);
    order.forEach((entity, at) => (this.labelRank[entity] = at));
    this.scroller.addEventListener('scroll', this.drawSoon);
    this.scroller.addEventListener('keydown', (event) => this.onKey(event));
    new ResizeObserver(() => this.resize()).observe(this.scroller);
  }

  private resize(): void {
    if (this.scroller.clientWidth > 0 && sizeOf(this.scroller.clientWidth) !== this.size) this.drawHead();
    this.drawSoon();
  }

  private get rowHeight(): number {
    return rowHeights[this.size]!;
  }

  update(shown: Shown, state: State): void {
    if (state.view === 'graph') {
      this.view = 'graph';
      return;
    }
    const same = state.view === this.view && state.sort === this.sortKey && state.descending === this.descending;
    if (same && shown === this.shown) return;
    if (!same) {
      this.active = 0;
      this.scroller.scrollTop = 0;
    }
    this.shown = shown;
    this.view = state.view;
    this.sortKey = state.sort;
    this.descending = state.descending;
    this.sheet = this.sheetOf(state.view, shown);
    this.sortItems();
    this.drawHead();
    this.drawSoon();
  }

  private sortItems(): void {
    const {sheet} = this;
    if (!sheet) return;
    this.items = sheet.items();
    const column = sheet.columns.find(({key}) => key === this.sortKey);
    if (column) {
      const keys = Float64Array.from(this.items, (item) => column.order(item));
      const order = Int32Array.from(keys.keys());
      const sign = this.descending ? -1 : 1;
      order.sort((a, b) => compare(keys[a]!, keys[b]!, sign) || a - b);
      this.items = order.map((at) => this.items[at]!);
    }
    this.active = Math.min(this.active, Math.max(0, this.items.length - 1));
  }

  private who(entity: number): Node {
    return name(labelOf(this.graph, entity));
  }

  private sheetOf(view: View, shown: Shown): Sheet {
    if (view === 'events') return this.eventSheet(shown);
    return view === 'actors' ? this.actorSheet(shown) : this.tieSheet(shown);
  }

  private eventSheet(shown: Shown): Sheet {
    const {graph, labelRank} = this;
    const {block} = graph;
    const rank = (entity: number) => (entity === NONE ? Infinity : labelRank[entity]!);
    return {
      items: () => Int32Array.from(indexesOf(shown.visible)),
      open: (event) => this.handlers.openEvent(event),
      columns: [
        {key: 'date', title: 'Date', wide: ['minmax(7.5rem, 0.6fr)', '6.4rem', '3.6rem'], cell: (i) => spanText(graph.first[i]!, graph.last[i]!), order: (i) => (graph.first[i] === NO_DAY ? Infinity : graph.first[i]!)},
        {key: 'subject', title: 'Who', wide: ['minmax(8rem, 1fr)', 'minmax(0, 1fr)', 'minmax(0, 1fr)'], cell: (i) => this.who(graph.subject[i]!), order: (i) => rank(graph.subject[i]!)},
        {key: 'relation', title: 'Did what', wide: ['minmax(6.5rem, 0.6fr)', '6rem', '4.6rem'], cell: (i) => verbOf(graph, i), order: (i) => graph.relation[i]! * 8 + graph.status[i]!},
        {key: 'object', title: 'With whom', wide: ['minmax(8rem, 1fr)', 'minmax(0, 1fr)', 'minmax(0, 1fr)'], cell: (i) => this.who(graph.object[i]!), order: (i) => rank(graph.object[i]!)},
        {key: 'place', title: 'Where', wide: ['minmax(5rem, 0.6fr)', 'minmax(0, 0.6fr)', ''], cell: (i) => (graph.place[i] === NONE ? '' : this.who(graph.place[i]!)), order: (i) => rank(graph.place[i]!)},
        {key: 'status', title: 'Status', wide: ['5rem', '', ''], cell: (i) => block.statuses[graph.status[i]!]!, order: (i) => graph.status[i]!},
        {key: 'sources', title: 'Passages', wide: ['5rem', '', ''], numeric: true, cell: (i) => number(graph.mentionStart[i + 1]! - graph.mentionStart[i]!), order: (i) => graph.mentionStart[i + 1]! - graph.mentionStart[i]!},
      ],
    };
  }

  private actorSheet(shown: Shown): Sheet {
    const {graph, labelRank} = this;
    const {entities} = graph.block;
    const partners = new Uint32Array(graph.actors);
    for (const tie of indexesOf(shown.tieEvents)) {
      partners[graph.tieA[tie]!]!++;
      partners[graph.tieB[tie]!]!++;
    }
    const countries = new Intl.Collator('en');
    const codes = [...new Set(entities.country)].sort((a, b) => countries.compare(a && countryName(a), b && countryName(b)));
    const countryRank = new Map(codes.map((code, at) => [code, code === '' ? Infinity : at]));
    return {
      items: () => byCount(shown.actorEvents),
      open: (actor) => this.handlers.openActor(actor),
      columns: [
        {key: 'name', title: 'Name', wide: ['minmax(10rem, 2fr)', 'minmax(0, 2fr)', 'minmax(0, 1.4fr)'], cell: (i) => this.who(i), order: (i) => labelRank[i]!},
        {key: 'type', title: 'Type', wide: ['8rem', '7rem', ''], cell: (i) => typeNames[graph.type[i]!]!, order: (i) => graph.type[i]!},
        {key: 'country', title: 'Country', wide: ['minmax(7rem, 1fr)', 'minmax(0, 1fr)', 'minmax(0, 1fr)'], cell: (i) => (entities.country[i] ? countryName(entities.country[i]!) : ''), order: (i) => countryRank.get(entities.country[i]!)!},
        {key: 'events', title: 'Events', wide: ['6rem', '5rem', '3.6rem'], numeric: true, cell: (i) => number(shown.actorEvents[i]!), order: (i) => shown.actorEvents[i]!},
        {key: 'partners', title: 'Partners', wide: ['6rem', '5rem', '4.2rem'], numeric: true, cell: (i) => number(partners[i]!), order: (i) => partners[i]!},
      ],
    };
  }

  private tieSheet(shown: Shown): Sheet {
    const {graph, labelRank} = this;
    return {
      items: () => byCount(shown.tieEvents),
      open: (tie) => this.handlers.openTie(tie),
      columns: [
        {key: 'one', title: 'One', wide: ['minmax(8rem, 1fr)', 'minmax(0, 1fr)', 'minmax(0, 1fr)'], cell: (i) => this.who(graph.tieA[i]!), order: (i) => labelRank[graph.tieA[i]!]!},
        {key: 'other', title: 'The other', wide: ['minmax(8rem, 1fr)', 'minmax(0, 1fr)', 'minmax(0, 1fr)'], cell: (i) => this.who(graph.tieB[i]!), order: (i) => labelRank[graph.tieB[i]!]!},
        {key: 'events', title: 'Events', wide: ['6rem', '5rem', '3.6rem'], numeric: true, cell: (i) => number(shown.tieEvents[i]!), order: (i) => shown.tieEvents[i]!},
        {key: 'conflict', title: 'Conflict', wide: ['6rem', '5rem', '4.2rem'], numeric: true, cell: (i) => number(shown.tieConflicts[i]!), order: (i) => shown.tieConflicts[i]!},
      ],
    };
  }

  private drawHead(): void {
    const {sheet} = this;
    if (!sheet) return;
    const focused = (document.activeElement as HTMLElement | null)?.dataset?.['column'];
    if (this.scroller.clientWidth > 0) this.size = sizeOf(this.scroller.clientWidth);
    this.columns = sheet.columns.filter(({wide}) => wide[this.size] !== '');
    this.box.style.setProperty('--columns', this.columns.map(({wide}) => wide[this.size]).join(' '));
    this.box.style.setProperty('--row-height', `${this.rowHeight}px`);
    this.box.classList.toggle('small', this.size === 2);
    this.head.replaceChildren(
      ...this.columns.map((column, at) => {
        const sorted = column.key === this.sortKey;
        const next = sorted ? !this.descending : column.numeric === true;
        return h(
          'div',
          {role: 'columnheader', class: column.numeric ? 'cell numeric' : 'cell', 'aria-colindex': at + 1, 'aria-sort': sorted ? (this.descending ? 'descending' : 'ascending') : 'none'},
          h('button', {type: 'button', 'data-column': column.key, onclick: () => this.handlers.sort(column.key, next)}, column.title, h('span', {class: 'arrow', 'aria-hidden': 'true'}, sorted ? (this.descending ? ' ▼' : ' ▲') : '')),
        );
      }),
    );
    if (focused) this.head.querySelector<HTMLElement>(`[data-column="${focused}"]`)?.focus();
    this.box.setAttribute('aria-rowcount', String(this.items.length + 1));
    this.box.setAttribute('aria-colcount', String(this.columns.length));
  }

  private draw(): void {
    const {sheet, scroller, items, rowHeight} = this;
    if (!sheet || this.view === 'graph') return;
    const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - spare);
    const last = Math.min(items.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / rowHeight) + spare);
    const hadFocus = this.body.contains(document.activeElement);
    this.body.style.height = `${items.length * rowHeight}px`;
    const rows: HTMLElement[] = [];
    for (let at = first; at < last; ++at) rows.push(this.rowOf(sheet, at));
    this.body.replaceChildren(...rows);
    // a grid has one stop for the Tab key, in view or not
    this.scroller.tabIndex = rows.some((one) => one.tabIndex === 0) ? -1 : 0;
    if (hadFocus) (rows.find((one) => one.tabIndex === 0) ?? this.scroller).focus({preventScroll: true});
  }

  private rowOf(sheet: Sheet, at: number): HTMLElement {
    const item = this.items[at]!;
    const element = h(
      'div',
      {
        role: 'row',
        class: 'row',
        tabindex: at === this.active ? 0 : -1,
        'aria-rowindex': at + 2,
        onclick: () => {
          this.active = at;
          sheet.open(item);
        },
      },
      ...this.columns.map((column, index) =>
        h('div', {role: 'gridcell', class: column.numeric ? 'cell numeric' : 'cell', 'aria-colindex': index + 1}, column.cell(item)),
      ),
    );
    element.style.transform = `translateY(${at * this.rowHeight}px)`;
    return element;
  }

  private onKey(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor(this.scroller.clientHeight / this.rowHeight) - 1);
    const last = this.items.length - 1;
    const targets: Record<string, number> = {
      ArrowDown: this.active + 1,
      ArrowUp: this.active - 1,
      PageDown: this.active + page,
      PageUp: this.active - page,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      this.active = Math.min(last, Math.max(0, target));
      this.scrollToActive();
      this.draw();
      const focused = this.body.querySelector<HTMLElement>('[tabindex="0"]');
      focused?.focus({preventScroll: true});
    } else if (event.key === 'Enter' || event.key === ' ') {
      const item = this.items[this.active];
      if (item === undefined || !this.sheet) return;
      this.sheet.open(item);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (this.items.length === 0) announce('no rows');
  }

  private scrollToActive(): void {
    const {scroller, rowHeight} = this;
    const top = this.active * rowHeight;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + 2 * rowHeight > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top + 2 * rowHeight - scroller.clientHeight; // the head covers a row
    }
  }
}

/** What is not known, Infinity, comes last in either direction. */
function compare(a: number, b: number, sign: number): number {
  if (a === b) return 0;
  return a === Infinity ? 1 : b === Infinity ? -1 : sign * (a - b);
}

function indexesOf(counts: Uint8Array | Uint32Array): number[] {
  const indexes: number[] = [];
  counts.forEach((value, at) => {
    if (value > 0) indexes.push(at);
  });
  return indexes;
}

/** Those with the most first. */
function byCount(counts: Uint32Array): Int32Array {
  return Int32Array.from(indexesOf(counts).sort((a, b) => counts[b]! - counts[a]! || a - b));
}
