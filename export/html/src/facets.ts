// The filters: buttons that can be pressed, each with how many events it would show.
import {byId, h} from './dom.ts';
import {number} from './words.ts';

export interface Choice<Key> {
  key: Key;
  label: string;
  count: number;
  colour?: string;
}

/** One filter: nothing pressed is everything. Its buttons stay where they are as counts change. */
export class Facet<Key> {
  private readonly list: HTMLElement;
  private readonly more: HTMLButtonElement;
  private readonly buttons = new Map<Key, HTMLButtonElement>();
  private all = false;
  private last: {choices: Choice<Key>[]; pressed: ReadonlySet<Key>} = {choices: [], pressed: new Set()};

  constructor(
    id: string,
    private readonly limit: number,
    private readonly changed: (pressed: Set<Key>) => void,
  ) {
    const box = byId(id);
    this.list = h('ul', {class: 'choices'});
    this.more = h('button', {type: 'button', class: 'more', onclick: () => this.toggleAll()});
    box.append(this.list, this.more);
  }

  private toggleAll(): void {
    this.all = !this.all;
    this.show(this.last.choices, this.last.pressed);
  }

  /** Choices without events are left out, unless they are pressed. */
  show(choices: Choice<Key>[], pressed: ReadonlySet<Key>): void {
    this.last = {choices, pressed};
    const useful = choices.filter(({key, count}) => count > 0 || pressed.has(key));
    const shown = this.all
      ? useful
      : useful.filter(({key}, at) => at < this.limit || pressed.has(key));
    const most = Math.max(1, ...useful.map(({count}) => count));
    const items = shown.map((choice) => this.item(choice, pressed.has(choice.key), most));
    const focused = document.activeElement;
    this.list.replaceChildren(...items);
    if (focused instanceof HTMLButtonElement && this.list.contains(focused)) focused.focus();
    this.more.hidden = useful.length <= this.limit;
    this.more.textContent = this.all ? 'Fewer' : `All ${number(useful.length)}`;
    this.more.setAttribute('aria-expanded', String(this.all));
  }

  private item(choice: Choice<Key>, pressed: boolean, most: number): HTMLElement {
    let button = this.buttons.get(choice.key);
    if (!button) {
      const bar = h('span', {class: 'bar', 'aria-hidden': 'true'});
      const swatch = h('span', {class: 'swatch', 'aria-hidden': 'true'});
      button = h(
        'button',
        {type: 'button', class: 'choice', onclick: () => this.press(choice.key)},
        bar,
        swatch,
        h('bdi', {dir: 'auto', class: 'label'}, choice.label),
        h('span', {class: 'count'}),
      );
      this.buttons.set(choice.key, button);
    }
    const [bar, swatch] = button.querySelectorAll<HTMLElement>('.bar, .swatch');
    bar!.style.width = `${(100 * choice.count) / most}%`;
    swatch!.hidden = choice.colour === undefined;
    swatch!.style.background = choice.colour ?? '';
    button.querySelector('.count')!.textContent = number(choice.count);
    button.setAttribute('aria-pressed', String(pressed));
    return h('li', {}, button);
  }

  private press(key: Key): void {
    const pressed = new Set(this.last.pressed);
    if (!pressed.delete(key)) pressed.add(key);
    this.changed(pressed);
  }
}
