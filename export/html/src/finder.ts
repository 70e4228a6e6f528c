// The search box: a combobox whose list opens while one types.
import type {Graph} from './data.ts';
import {announce, byId, h, name} from './dom.ts';
import {Search, type Found} from './search.ts';
import {count, countryName, labelOf, typeNames} from './words.ts';

const mostFound = 12;

export class Finder {
  private readonly input = byId<HTMLInputElement>('search');
  private readonly list = byId('found');
  private search: Search | null = null; // made when it is first needed
  private found: Found[] = [];
  private active = -1;

  constructor(
    private readonly graph: Graph,
    private readonly choose: (actor: number) => void,
  ) {
    this.input.addEventListener('input', () => this.look());
    this.input.addEventListener('focus', () => this.look());
    this.input.addEventListener('blur', () => this.close());
    this.input.addEventListener('keydown', (event) => this.onKey(event));
    // a press would take the focus away and close the list before the click arrives
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    document.addEventListener('keydown', (event) => {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.input.focus();
      this.input.select();
    });
  }

  private look(): void {
    const query = this.input.value;
    if (query.trim() === '') {
      this.close();
      return;
    }
    this.search ??= new Search(this.graph);
    this.found = this.search.find(query, mostFound);
    this.active = this.found.length > 0 ? 0 : -1;
    this.list.replaceChildren(...this.found.map((found, at) => this.option(found, at)));
    if (this.found.length === 0) this.list.append(h('li', {class: 'nobody'}, 'Nobody of this name'));
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    this.mark();
    announce(this.found.length === 0 ? 'Nobody of this name' : `${count(this.found.length, 'name')} found`);
  }

  private option({actor, name: fitting}: Found, at: number): HTMLElement {
    const {entities} = this.graph.block;
    const {start} = this.graph.eventsOfActor;
    const label = labelOf(this.graph, actor);
    const country = entities.country[actor]!;
    const type = typeNames[this.graph.type[actor]!]!;
    const about = type === 'person' && country !== '' ? countryName(country) : type;
    return h(
      'li',
      {id: `found-${at}`, role: 'option', onclick: () => this.take(at)},
      name(label),
      fitting === label ? null : h('span', {class: 'alias'}, name(fitting)),
      h('span', {class: 'about'}, `${about} · ${count(start[actor + 1]! - start[actor]!, 'event')}`),
    );
  }

  private mark(): void {
    [...this.list.children].forEach((item, at) => {
      item.setAttribute('aria-selected', String(at === this.active));
      if (at === this.active) item.scrollIntoView({block: 'nearest'});
    });
    if (this.active >= 0) this.input.setAttribute('aria-activedescendant', `found-${this.active}`);
    else this.input.removeAttribute('aria-activedescendant');
  }

  private onKey(event: KeyboardEvent): void {
    const open = !this.list.hidden;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!open) this.look();
      else if (this.found.length > 0) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        this.active = (this.active + step + this.found.length) % this.found.length;
        this.mark();
      }
    } else if (event.key === 'Enter' && open && this.active >= 0) {
      this.take(this.active);
    } else if (event.key === 'Escape') {
      if (open) this.close();
      else if (this.input.value !== '') this.input.value = '';
      else this.input.blur();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private take(at: number): void {
    const found = this.found[at];
    if (!found) return;
    this.input.value = labelOf(this.graph, found.actor);
    this.close();
    this.choose(found.actor);
  }

  private close(): void {
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }
}
