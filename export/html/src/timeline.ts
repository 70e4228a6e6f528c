// The timeline: bars of events by family, and a brush that says from when to when.
import {beginsOf, binOf, binsFor, countBins, mainPeriod, niceTicks, type Bins, type Unit} from './bins.ts';
import type {Graph} from './data.ts';
import {byId, h, onNextFrame} from './dom.ts';
import type {Shown} from './filter.ts';
import type {Palette} from './theme.ts';
import {count, dateOf, dayText, families, number, yearOf} from './words.ts';

const margin = {top: 16, right: 14, bottom: 22, left: 14};
const height = 116;
const barPitch = 7; // pixels, at least

type Chosen = (from: number | null, to: number | null) => void;
type Edge = 'from' | 'to';

const unitNames: Record<Unit, string> = {day: 'a day', week: 'a week', month: 'a month', quarter: 'a quarter', year: 'a year'};

export class Timeline {
  private readonly canvas = h('canvas', {'aria-hidden': 'true'});
  private readonly handles: Record<Edge, HTMLElement>;
  readonly period: ReturnType<typeof mainPeriod>;
  private bins: Bins;
  private width = 0;
  private from: number | null = null;
  private to: number | null = null;
  private inTime: Uint8Array = new Uint8Array();
  private readonly drawSoon = onNextFrame(() => this.draw());

  constructor(
    private readonly box: HTMLElement,
    private readonly graph: Graph,
    private palette: Palette,
    private readonly choose: Chosen,
  ) {
    this.period = mainPeriod(graph);
    this.bins = binsFor(this.period, 100);
    this.handles = {from: this.makeHandle('from', 'First day shown'), to: this.makeHandle('to', 'Last day shown')};
    box.append(this.canvas, this.handles.from, this.handles.to);
    this.listen();
    new ResizeObserver(() => this.resize()).observe(box);
    this.resize();
  }

  private makeHandle(edge: Edge, label: string): HTMLElement {
    return h('div', {
      class: `handle ${edge}`,
      role: 'slider',
      tabindex: 0,
      'aria-label': label,
      'aria-orientation': 'horizontal',
      'aria-valuemin': this.period.first,
      'aria-valuemax': this.period.last,
      onkeydown: (event) => this.onKey(edge, event as KeyboardEvent),
    });
  }

  update(shown: Shown, from: number | null, to: number | null, palette: Palette): void {
    this.inTime = shown.inTime;
    this.from = from;
    this.to = to;
    this.palette = palette;
    this.drawSoon();
  }

  private resize(): void {
    const width = this.box.clientWidth;
    if (width === 0) return;
    this.width = width;
    this.bins = binsFor(this.period, Math.max(4, Math.floor(this.plotWidth / barPitch)));
    this.drawSoon();
  }

  private get plotWidth(): number {
    return Math.max(1, this.width - margin.left - margin.right);
  }

  private get begin(): number {
    return this.bins.starts[0]!;
  }

  private get end(): number {
    return this.bins.starts.at(-1)!; // the day after the last
  }

  private xOf(day: number): number {
    const share = (day - this.begin) / (this.end - this.begin);
    return margin.left + this.plotWidth * Math.min(1, Math.max(0, share));
  }

  private dayAt(x: number): number {
    const share = Math.min(1, Math.max(0, (x - margin.left) / this.plotWidth));
    return this.begin + share * (this.end - this.begin);
  }

  private barAt(x: number): number {
    return Math.min(this.bins.starts.length - 2, Math.max(0, binOf(this.bins, Math.floor(this.dayAt(x)))));
  }

  /** Chooses whole bars; all of them is no choice. */
  private chooseBars(a: number, b: number): void {
    const last = this.bins.starts.length - 2;
    const low = Math.max(0, Math.min(a, b));
    const high = Math.min(last, Math.max(a, b));
    this.choose(
      low === 0 ? null : this.bins.starts[low]!,
      high === last ? null : this.bins.starts[high + 1]! - 1,
    );
  }

  private chosenBars(): [number, number] {
    const last = this.bins.starts.length - 2;
    const clamp = (bar: number) => Math.min(last, Math.max(0, bar));
    return [
      this.from === null ? 0 : clamp(binOf(this.bins, this.from)),
      this.to === null ? last : clamp(binOf(this.bins, this.to)),
    ];
  }

  private listen(): void {
    const {box} = this;
    let drag: {kind: 'new' | 'move' | Edge; bar: number; bars: [number, number]; moved: boolean} | null = null;
    const barOf = (event: PointerEvent) => this.barAt(event.clientX - box.getBoundingClientRect().left);

    box.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || this.graph.dated === 0) return;
      const bar = barOf(event);
      const bars = this.chosenBars();
      const brushed = this.from !== null || this.to !== null;
      const handle = (Object.keys(this.handles) as Edge[]).find((edge) => this.handles[edge] === event.target);
      const inside = brushed && bar >= bars[0] && bar <= bars[1];
      drag = {kind: handle ?? (inside ? 'move' : 'new'), bar, bars, moved: false};
      box.setPointerCapture(event.pointerId);
      if (!handle) event.preventDefault();
    });
    box.addEventListener('pointermove', (event) => {
      if (!drag) return;
      const bar = barOf(event);
      if (bar !== drag.bar) drag.moved = true;
      if (!drag.moved) return;
      const [low, high] = drag.bars;
      const last = this.bins.starts.length - 2;
      if (drag.kind === 'new') this.chooseBars(drag.bar, bar);
      else if (drag.kind === 'from') this.chooseBars(Math.min(bar, high), high);
      else if (drag.kind === 'to') this.chooseBars(low, Math.max(bar, low));
      else {
        const step = Math.min(last - high, Math.max(-low, bar - drag.bar));
        this.chooseBars(low + step, high + step);
      }
    });
    box.addEventListener('pointerup', (event) => {
      if (drag && !drag.moved && (drag.kind === 'new' || drag.kind === 'move')) {
        const bar = barOf(event);
        const alone = drag.kind === 'move' && drag.bars[0] === drag.bars[1];
        if (alone) this.choose(null, null);
        else this.chooseBars(bar, bar);
      }
      drag = null;
    });
    box.addEventListener('pointercancel', () => (drag = null));
  }

  private onKey(edge: Edge, event: KeyboardEvent): void {
    const [low, high] = this.chosenBars();
    const last = this.bins.starts.length - 2;
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -Math.ceil(last / 10),
      PageUp: Math.ceil(last / 10),
      Home: -last,
      End: last,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) {
      const both = Math.min(last - high, Math.max(-low, step));
      this.chooseBars(low + both, high + both);
    } else if (edge === 'from') {
      this.chooseBars(Math.min(high, Math.max(0, low + step)), high);
    } else {
      this.chooseBars(low, Math.max(low, Math.min(last, high + step)));
    }
  }

  private draw(): void {
    if (this.width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(this.width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${this.width}px`;
    this.canvas.style.height = `${height}px`;
    const context = this.canvas.getContext('2d')!;
    context.scale(ratio, ratio);
    context.clearRect(0, 0, this.width, height);
    context.font = '12px system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif';
    const counts = countBins(this.graph, this.bins, (event) => this.inTime[event] === 1);
    let most = 1;
    for (let at = 0; at < counts.length; at += families.length) {
      most = Math.max(most, counts.subarray(at, at + families.length).reduce((sum, one) => sum + one, 0));
    }
    const ticks = niceTicks(most);
    this.drawGrid(context, ticks, most);
    this.drawBars(context, counts, most);
    this.nameTicks(context, ticks, most);
    this.drawYears(context);
    this.placeHandles();
  }

  private yOf(value: number, most: number): number {
    return height - margin.bottom - (value / most) * (height - margin.top - margin.bottom);
  }

  private drawGrid(context: CanvasRenderingContext2D, ticks: number[], most: number): void {
    context.fillStyle = this.palette.rule;
    for (const tick of ticks) context.fillRect(margin.left, Math.round(this.yOf(tick, most)), this.plotWidth, 1);
  }

  private nameTicks(context: CanvasRenderingContext2D, ticks: number[], most: number): void {
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = this.palette.paper;
    context.fillStyle = this.palette.inkSoft;
    for (const tick of ticks) {
      const y = Math.round(this.yOf(tick, most)) - 3;
      const text = tick === ticks.at(-1) ? `${count(tick, 'event')} ${unitNames[this.bins.unit]}` : number(tick);
      context.strokeText(text, margin.left + 14, y);
      context.fillText(text, margin.left + 14, y);
    }
  }

  private drawBars(context: CanvasRenderingContext2D, counts: Float64Array, most: number): void {
    const [low, high] = this.chosenBars();
    const bars = this.bins.starts.length - 1;
    for (let bar = 0; bar < bars; ++bar) {
      const left = this.xOf(this.bins.starts[bar]!);
      const right = this.xOf(this.bins.starts[bar + 1]!);
      const width = Math.max(1, right - left - (right - left > 3 ? 1 : 0));
      context.globalAlpha = bar >= low && bar <= high ? 1 : 0.25;
      let sum = 0;
      for (let family = 0; family < families.length; ++family) {
        const value = counts[bar * families.length + family]!;
        if (value === 0) continue;
        const bottom = this.yOf(sum, most);
        sum += value;
        const top = this.yOf(sum, most);
        context.fillStyle = this.palette.family[family]!;
        context.fillRect(left, top, width, bottom - top);
      }
    }
    context.globalAlpha = 1;
    context.fillStyle = this.palette.ink;
    context.fillRect(margin.left, height - margin.bottom, this.plotWidth, 1);
  }

  private drawYears(context: CanvasRenderingContext2D): void {
    const days = this.end - this.begin;
    const units: Unit[] = ['month', 'quarter', 'year'];
    const lengths: Record<string, number> = {month: 30.44, quarter: 91.3, year: 365.25};
    const room = 52; // pixels a label
    const unit = units.find((one) => (this.plotWidth * lengths[one]!) / days >= room) ?? 'year';
    const every = unit === 'year' ? Math.ceil((room * days) / (this.plotWidth * 365.25)) : 1;
    const axis = beginsOf(unit, {first: this.begin, last: this.end});
    context.fillStyle = this.palette.inkSoft;
    context.textAlign = 'left';
    context.textBaseline = 'top';
    for (const day of axis) {
      if (day < this.begin || day >= this.end) continue;
      const year = yearOf(day);
      if (unit === 'year' && year % every !== 0) continue;
      const x = this.xOf(day);
      context.fillRect(x, height - margin.bottom, 1, 5);
      const january = dateOf(day).getUTCMonth() === 0;
      const text = unit === 'year' || january ? String(year) : dayText(day).split(' ')[1]!;
      if (x + context.measureText(text).width <= this.width) context.fillText(text, x + 3, height - margin.bottom + 6);
    }
  }

  private placeHandles(): void {
    const days = {from: this.from ?? this.begin, to: (this.to ?? this.end - 1) + 1};
    for (const edge of ['from', 'to'] as const) {
      const handle = this.handles[edge];
      handle.style.left = `${this.xOf(days[edge])}px`;
      const day = edge === 'from' ? days.from : days.to - 1;
      const open = edge === 'from' ? this.from === null : this.to === null;
      handle.setAttribute('aria-valuenow', String(day));
      handle.setAttribute('aria-valuetext', open ? `${dayText(day)}, all` : dayText(day));
    }
    const brushed = this.from !== null || this.to !== null;
    this.box.classList.toggle('brushed', brushed);
    byId('timeline-note').textContent = this.note();
  }

  private note(): string {
    const {before, after} = this.period;
    const undated = this.graph.events - this.graph.dated;
    const parts = [
      before > 0 && `${count(before, 'event')} before ${yearOf(this.period.first)}`,
      after > 0 && `${number(after)} after ${yearOf(this.period.last)}`,
      undated > 0 && `${number(undated)} without a date`,
    ].filter((part): part is string => !!part);
    return parts.length === 0 ? '' : `Not drawn: ${parts.join(', ')}.`;
  }
}
