// Reads the data, and ties the parts of the page together: every change of the state goes through
// change(), and update() shows what follows from it.
import {NONE, readGraph, type Block, type Graph} from './data.ts';
import {announce, byId, onNextFrame} from './dom.ts';
import {Facet} from './facets.ts';
import {Filterer, type Shown} from './filter.ts';
import {Finder} from './finder.ts';
import {communityColour, lookOf, rankCommunities} from './look.ts';
import {Network} from './network.ts';
import {Panel} from './panel.ts';
import {Address, leadersOf, startState, views, type Colouring, type State, type View} from './state.ts';
import {showFamilies, showKeys, showLegend, showMasthead, showMethod, showShown, showSources} from './story.ts';
import {drawGraph} from './svg.ts';
import {Table} from './table.ts';
import {readPalette, startTheme} from './theme.ts';
import {Timeline} from './timeline.ts';
import {countryName, dayFromIso, families, isoOf, labelOf} from './words.ts';

class Page {
  private readonly filterer: Filterer;
  private readonly address: Address;
  private readonly ranks: Int32Array;
  private readonly leaders: Int32Array;
  private palette = readPalette();
  private state: State;
  private shown: Shown;
  private addressTimer = 0;
  private filtered: State | null = null; // of which state `shown` is

  private readonly network: Network | null;
  private readonly timeline: Timeline;
  private readonly panel: Panel;
  private readonly table: Table;
  private readonly relations: Facet<number>;
  private readonly statuses: Facet<number>;
  private readonly countries: Facet<string>;
  private readonly communities: Facet<number>;
  private readonly updateSoon = onNextFrame(() => this.update());

  constructor(private readonly graph: Graph) {
    this.filterer = new Filterer(graph);
    this.address = new Address(graph);
    this.ranks = rankCommunities(graph);
    this.leaders = leadersOf(graph);
    this.state = this.address.read(location.hash);
    this.shown = this.filterer.apply(this.state);

    startTheme(byId<HTMLButtonElement>('theme'), () => {
      this.palette = readPalette();
      this.filtered = null;
      this.updateSoon();
    });
    this.palette = readPalette();
    this.network = this.startNetwork();
    this.timeline = new Timeline(byId('timeline'), graph, this.palette, (from, to) => this.change({from, to}));
    this.panel = new Panel(graph, {
      chooseActor: (actor) => this.openActor(actor),
      chooseTie: (tie) => this.change({actor: NONE, tie, event: NONE}),
      close: () => this.closePanel(),
    });
    this.table = new Table(graph, {
      openEvent: (event) => this.openEvent(event),
      openActor: (actor) => this.openActor(actor),
      openTie: (tie) => this.change({actor: NONE, tie, event: NONE}),
      sort: (sort, descending) => this.change({sort, descending}),
    });
    this.relations = new Facet('facet-relation', 20, (relations) => this.change({relations}));
    this.statuses = new Facet('facet-status', 4, (statuses) => this.change({statuses}));
    this.countries = new Facet('facet-country', 7, (countries) => this.change({countries}));
    this.communities = new Facet('facet-community', 7, (communities) => this.change({communities}));
    new Finder(graph, (actor) => {
      this.openActor(actor);
      this.network?.reveal(actor);
      this.panel.focus();
    });
    byId('communities').hidden = graph.communities === 0;
    showMasthead(graph);
    showFamilies();
    showMethod(graph);
    showSources(graph);
    showKeys();
    this.listen();
    if (window.matchMedia('(max-width: 1000px)').matches) byId<HTMLDetailsElement>('filters').open = false;
    if (this.state.camera) this.network?.setCamera(this.state.camera);
    this.update();
  }

  private startNetwork(): Network | null {
    try {
      return new Network(byId('network'), this.graph, this.palette, {
        chooseActor: (actor) => this.openActor(actor),
        chooseTie: (tie) => this.change({actor: NONE, tie, event: NONE}),
        chooseNothing: () => this.closePanel(),
        cameraMoved: (camera) => {
          this.state = {...this.state, camera};
          this.writeAddress();
        },
      });
    } catch {
      byId('network').classList.add('drawn'); // no WebGL: a drawing takes its place
      return null;
    }
  }

  private openActor(actor: number): void {
    this.change({actor, tie: NONE, event: NONE});
    announce(`${labelOf(this.graph, actor)} opened`);
  }

  private openEvent(event: number): void {
    const tie = this.graph.tieOf[event]!;
    this.change(tie === NONE ? {actor: this.graph.subject[event]!, tie, event} : {actor: NONE, tie, event});
    announce('Evidence opened');
  }

  private closePanel(): void {
    if (this.state.actor === NONE && this.state.tie === NONE) return;
    this.change({actor: NONE, tie: NONE, event: NONE});
  }

  private change(changes: Partial<State>): void {
    this.state = {...this.state, ...changes};
    this.updateSoon();
  }

  private setView(view: View): void {
    if (view !== this.state.view) this.change({view, sort: '', descending: false});
  }

  private filterChanged(): boolean {
    const keys = ['from', 'to', 'relations', 'statuses', 'countries', 'communities'] as const;
    return !this.filtered || keys.some((key) => this.filtered![key] !== this.state[key]);
  }

  private update(): void {
    const {graph, state} = this;
    if (this.filterChanged()) {
      this.shown = this.filterer.apply(state);
      this.filtered = state;
    }
    const {shown} = this;
    this.showTabs();
    const look = lookOf(graph, shown, state, this.palette, this.ranks);
    this.network?.update(look, shown, this.palette);
    if (!this.network) {
      byId('network').replaceChildren(drawGraph(graph, look, this.palette, 1000, 640));
    }
    this.timeline.update(shown, state.from, state.to, this.palette);
    this.panel.update(shown, state, this.palette);
    this.table.update(shown, state);
    this.showFacets();
    this.showDates();
    showShown(graph, shown, state);
    showLegend(graph, state, this.palette, this.ranks, this.leaders);
    this.writeAddressSoon();
  }

  private showTabs(): void {
    const {view} = this.state;
    for (const tab of byId('tabs').querySelectorAll<HTMLElement>('[role=tab]')) {
      const chosen = tab.dataset['view'] === view;
      tab.setAttribute('aria-selected', String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    byId('stage').setAttribute('aria-labelledby', `tab-${view}`);
    byId('graph-view').hidden = view !== 'graph';
    byId('table-view').hidden = view === 'graph';
    byId<HTMLSelectElement>('colouring').value = this.state.colouring;
  }

  private showFacets(): void {
    const {graph, shown, state, palette} = this;
    const {relations, statuses} = graph.block;
    this.relations.show(
      relations.map(({name, family}, key) => ({key, label: name, count: shown.byRelation[key]!, colour: palette.family[families.indexOf(family)]!})),
      state.relations,
    );
    this.statuses.show(statuses.map((label, key) => ({key, label, count: shown.byStatus[key]!})), state.statuses);
    const countries = this.filterer.countries.map((code, at) => ({key: code, label: countryName(code), count: shown.byCountry[at]!}));
    countries.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
    this.countries.show(countries, state.countries);
    const communities = [...this.leaders].map((leader, key) => ({
      key,
      label: labelOf(graph, leader),
      count: shown.byCommunity[key]!,
      colour: communityColour(palette, this.ranks[key]!),
    }));
    communities.sort((a, b) => this.ranks[a.key]! - this.ranks[b.key]!);
    this.communities.show(communities, state.communities);
    const chosen = [state.relations, state.statuses, state.countries, state.communities].some(({size}) => size > 0);
    byId('reset').hidden = !chosen && state.from === null && state.to === null;
  }

  private showDates(): void {
    const {from, to} = this.state;
    // what is not chosen is as far as the timeline goes
    const show = (input: HTMLInputElement, day: number | null, end: number) => {
      const text = isoOf(day ?? end);
      if (document.activeElement !== input && input.value !== text) input.value = text;
      input.classList.toggle('unset', day === null);
    };
    const {first, last} = this.timeline.period;
    show(byId<HTMLInputElement>('from'), from, first);
    show(byId<HTMLInputElement>('to'), to, last);
    byId('all-time').hidden = from === null && to === null;
  }

  /** Browsers limit how often an address may change, and a brush changes it at every step. */
  private writeAddressSoon(): void {
    window.clearTimeout(this.addressTimer);
    this.addressTimer = window.setTimeout(() => this.writeAddress(), 200);
  }

  private writeAddress(): void {
    window.clearTimeout(this.addressTimer);
    const hash = this.address.write(this.state);
    if (hash === location.hash.replace(/^#/, '')) return;
    try {
      history.replaceState(null, '', hash === '' ? location.pathname + location.search : `#${hash}`);
    } catch {
      // browsers that limit how often this may be done take the next one
    }
  }

  private clearFilters(): void {
    const {from, to, relations, statuses, countries, communities} = startState(this.graph);
    this.change({from, to, relations, statuses, countries, communities});
  }

  private listen(): void {
    window.addEventListener('hashchange', () => {
      this.state = this.address.read(location.hash);
      this.network?.setCamera(this.state.camera);
      this.updateSoon();
    });
    const tabs = byId('tabs');
    tabs.addEventListener('click', (event) => {
      const view = (event.target as HTMLElement).dataset['view'] as View | undefined;
      if (view) this.setView(view);
    });
    tabs.addEventListener('keydown', (event) => {
      const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
      if (!step) return;
      event.preventDefault();
      const next = views[(views.indexOf(this.state.view) + step + views.length) % views.length]!;
      this.setView(next);
      byId(`tab-${next}`).focus();
    });
    for (const skip of document.querySelectorAll<HTMLAnchorElement>('.skip')) {
      skip.addEventListener('click', (event) => {
        event.preventDefault(); // the address is for the view
        const target = skip.getAttribute('href')!.slice(1);
        const graphShown = target === 'stage' && this.state.view === 'graph' && this.network;
        byId(graphShown ? 'network' : target).focus();
      });
    }
    byId('colouring').addEventListener('change', (event) => {
      this.change({colouring: (event.target as HTMLSelectElement).value as Colouring});
    });
    for (const edge of ['from', 'to'] as const) {
      byId<HTMLInputElement>(edge).addEventListener('change', (event) => {
        this.change({[edge]: dayFromIso((event.target as HTMLInputElement).value)});
      });
    }
    byId('all-time').addEventListener('click', () => this.change({from: null, to: null}));
    byId('reset').addEventListener('click', () => this.clearFilters());
    byId('zoom-in').addEventListener('click', () => this.network?.zoom('in'));
    byId('zoom-out').addEventListener('click', () => this.network?.zoom('out'));
    byId('zoom-all').addEventListener('click', () => this.network?.zoom('all'));
    byId('print').addEventListener('click', () => window.print());
    byId('share').addEventListener('click', () => void this.share());
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.closePanel();
    });
    window.addEventListener('beforeprint', () => this.drawForPrint());
    window.addEventListener('afterprint', () => this.updateSoon());
  }

  private async share(): Promise<void> {
    this.writeAddress();
    const button = byId('share');
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'See the address bar';
    }
    window.setTimeout(() => (button.textContent = 'Copy link'), 2000);
  }

  /** Paper is white, and browsers do not print what WebGL drew. */
  private drawForPrint(): void {
    const root = document.documentElement;
    const theme = root.dataset['theme'];
    root.dataset['theme'] = 'light';
    const palette = readPalette();
    if (theme === undefined) delete root.dataset['theme'];
    else root.dataset['theme'] = theme;
    const {graph, shown, state} = this;
    const look = lookOf(graph, shown, state, palette, this.ranks);
    byId('print-graph').replaceChildren(drawGraph(graph, look, palette, 1000, 640));
    showLegend(graph, state, palette, this.ranks, this.leaders);
    this.panel.update(shown, state, palette);
  }
}

function start(): void {
  try {
    const data = byId('data');
    const graph = readGraph(JSON.parse(data.textContent ?? '') as Block);
    data.remove(); // what was read need not stay in memory twice
    new Page(graph);
    document.documentElement.dataset['ready'] = 'true'; // for those who wait
  } catch (error) {
    const failure = byId('failure');
    failure.hidden = false;
    failure.textContent = `This page cannot be shown: ${error instanceof Error ? error.message : String(error)}`;
    console.error(error);
  }
}

// The frame of the page is there at once: a large graph takes a second or two.
byId('headline').textContent = document.title;
byId('shown').textContent = 'Reading the graph …';
requestAnimationFrame(() => window.setTimeout(start));
