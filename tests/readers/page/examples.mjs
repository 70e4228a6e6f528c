// The page of the examples, as readers use it: node examples.mjs CHROMIUM FOLDER
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {launch, Visit} from './browser.mjs';

const [executable, folder] = process.argv.slice(2);
const file = join(folder, 'examples.html');

// Each event once, from another export of the same store.
const events = new Map();
for (const line of readFileSync(join(folder, 'examples.jsonl'), 'utf8').trim().split('\n')) {
  const {relation, subject, object, date = '', status} = JSON.parse(line);
  events.set([relation, subject.id, object.id, date].join(' '), {relation, subject, object, date, status});
}
const countOf = (takes) => [...events.values()].filter(takes).length;
const lastDay = (date) => {
  const last = date.split('/').at(-1);
  return last.length === 4 ? `${last}-12-31` : last.length === 7 ? `${last}-31` : last;
};

const checks = {
  async 'it opens, and says what it holds'(visit) {
    assert.equal((await visit.shown()).events, events.size);
    assert.match(await visit.text('#standfirst'), /articles in Hindi and English/);
    assert.ok((await visit.page.locator('#network canvas').count()) > 0, 'sigma.js drew the graph');
  },

  async 'a brush on the timeline filters everything, and comes off again'(visit) {
    const {page} = visit;
    await page.locator('#timeline').scrollIntoViewIfNeeded();
    const box = await page.locator('#timeline').boundingBox();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, box.y + 60, {steps: 4});
    await page.mouse.move(box.x + box.width * 0.8, box.y + 60, {steps: 4});
    await page.mouse.up();
    await visit.settled();
    const [, from, to] = /from=([-\d]+)&to=([-\d]+)/.exec(visit.address) ?? [];
    assert.ok(from && to, `the address has the period: ${visit.address}`);
    const expected = countOf(({date}) => date !== '' && lastDay(date) >= from && date.split('/')[0] <= to);
    assert.equal((await visit.shown()).events, expected);
    assert.ok(expected > 0 && expected < events.size);
    await page.locator('#all-time').click();
    await visit.settled();
    assert.equal((await visit.shown()).events, events.size);
  },

  async 'the ends of the brush are sliders for the keyboard'(visit) {
    const {page} = visit;
    const end = page.locator('#timeline .handle.to');
    await end.focus();
    const before = Number(await end.getAttribute('aria-valuenow'));
    for (let i = 0; i < 4; ++i) {
      await page.keyboard.press('ArrowLeft');
      await visit.settled();
    }
    assert.ok(Number(await end.getAttribute('aria-valuenow')) < before);
    assert.ok((await visit.shown()).events < events.size);
    await page.keyboard.press('End');
    await visit.settled();
    assert.equal((await visit.shown()).events, events.size);
  },

  async 'a person is found in Devanagari, and her evidence opened'(visit) {
    const {page} = visit;
    await page.keyboard.press('/');
    assert.equal(await visit.focused(), 'search');
    await page.keyboard.type('पुतिन');
    assert.match(await visit.text('#found li'), /Vladimir Putin/);
    await page.keyboard.press('Enter');
    await visit.settled();
    assert.equal(await visit.text('#panel h2'), 'Vladimir Putin');
    assert.match(visit.address, /actor=p\.vladimir-putin/);
    const expected = countOf(({subject, object}) => [subject.id, object.id].includes('p.vladimir-putin'));
    assert.match(await visit.text('#panel .summary'), new RegExp(`^${expected} events`));
    assert.ok((await page.locator('#panel blockquote').count()) > 0);
    assert.ok((await page.locator('#panel blockquote[lang=hi] mark').allInnerTexts()).includes('पुतिन'));
    assert.match(await visit.text('#panel .source'), /(characters|bytes) \d+ to \d+/);
    await page.locator('#panel .ranking button').first().click();
    await visit.settled();
    assert.match(await visit.text('#panel h2'), /Narendra Modi – Vladimir Putin/);
    assert.match(visit.address, /tie=p\.narendra-modi,p\.vladimir-putin/);
    await page.keyboard.press('Escape');
    await visit.settled();
    assert.doesNotMatch(visit.address, /tie=|actor=/);
  },

  async 'filters by relation, status, country and community'(visit) {
    const {page} = visit;
    const press = async (facet, name) => {
      await page.locator(`#facet-${facet} button`, {hasText: name}).first().click();
      await visit.settled();
    };
    await press('relation', 'talk');
    assert.equal((await visit.shown()).events, countOf(({relation}) => relation === 'talk'));
    await press('status', 'happened');
    assert.equal((await visit.shown()).events, countOf(({relation, status}) => relation === 'talk' && status === 'happened'));
    await press('country', 'Russia');
    const russia = ({subject, object}) => [subject.country, object.country].includes('RU');
    assert.equal(
      (await visit.shown()).events,
      countOf((event) => event.relation === 'talk' && event.status === 'happened' && russia(event)),
    );
    await page.locator('#reset').click();
    await visit.settled();
    await press('community', 'Narendra Modi');
    const {events: some} = await visit.shown();
    assert.ok(some > 0 && some < events.size);
    assert.match(visit.address, /community=p\.narendra-modi/);
    await page.locator('#reset').click();
    await visit.settled();
    assert.equal((await visit.shown()).events, events.size);
  },

  async 'the graph is walked with the keyboard'(visit) {
    const {page} = visit;
    await page.locator('.skip').first().focus();
    await page.keyboard.press('Enter');
    assert.equal(await visit.focused(), 'network');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await visit.settled();
    assert.equal(await visit.text('#panel h2'), 'Narendra Modi'); // who has most events is first
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await visit.settled();
    assert.notEqual(await visit.text('#panel h2'), 'Narendra Modi');
    await page.keyboard.press('Escape');
  },

  async 'the tables sort, and open what is in focus'(visit) {
    const {page} = visit;
    await page.locator('#tab-graph').focus();
    await page.keyboard.press('ArrowRight');
    await visit.settled();
    assert.equal(await page.locator('#tab-events').getAttribute('aria-selected'), 'true');
    assert.equal(await page.locator('#table').getAttribute('aria-rowcount'), String(events.size + 1));
    await page.locator('[data-column=date]').click();
    await visit.settled();
    assert.equal(await page.locator('[role=columnheader]').first().getAttribute('aria-sort'), 'ascending');
    await page.locator('[data-column=date]').click();
    await visit.settled();
    assert.match(await visit.text('#table-body .row'), /^[^\n]*\d{4}\n/, 'the latest first, and not what has no date');
    await page.locator('#table-body .row').first().focus();
    await page.keyboard.press('End');
    await visit.settled();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-rowindex')), String(events.size + 1));
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await visit.settled();
    assert.match(visit.address, /event=[0-9a-f]{16}/);
    assert.equal(await page.locator('#panel .event.chosen').count(), 1);
    await page.keyboard.press('Escape');
  },

  async 'no table has to be scrolled sideways'(visit) {
    const {page} = visit;
    for (const [width, height] of [[1440, 900], [1280, 800], [1024, 768], [768, 1024], [390, 844]]) {
      await page.setViewportSize({width, height});
      for (const view of ['events', 'actors', 'ties']) {
        await page.locator(`#tab-${view}`).click();
        await visit.settled();
        const [inside, room] = await page.locator('#table-scroller').evaluate((box) => [box.scrollWidth, box.clientWidth]);
        assert.ok(inside <= room, `${view} at ${width}: ${inside} in ${room}`);
        assert.ok((await page.locator('#table-body .row').count()) > 10);
      }
    }
  },

  async 'the timeline is in sight at once, on a laptop, too'(visit) {
    const {page} = visit;
    await page.setViewportSize({width: 1280, height: 860});
    await visit.settled();
    const {y, height} = await page.locator('#timeline').boundingBox();
    assert.ok(y + height <= 860 + 1, `the timeline ends at ${y + height}`);
  },

  async 'dark is a press away, and stays'(visit) {
    const {page} = visit;
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.locator('#theme').click();
    await visit.settled();
    assert.notEqual(await paper(), light);
    assert.equal(await visit.text('#theme'), 'Light'); // a button says what it does
    await page.locator('#theme').click();
    assert.equal(await paper(), light);
  },

  async 'paper gets the graph as a drawing, in the colours of the light'(visit) {
    const {page} = visit;
    const legend = () => page.locator('#legend .swatch').first().evaluate((swatch) => swatch.style.background);
    const light = await legend();
    await page.locator('#theme').click();
    await visit.settled();
    const dark = await legend();
    assert.notEqual(dark, light);
    await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    assert.ok((await page.locator('#print-graph circle').count()) > 50);
    assert.equal(await legend(), light);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await visit.settled();
    assert.equal(await legend(), dark);
  },
};

const browser = await launch(executable);
for (const [name, check] of Object.entries(checks)) {
  const visit = await Visit.open(browser, file);
  await check(visit);
  await visit.close();
  console.log(`ok: ${name}`);
}

const address = 'from=2023-01-01&relation=meet,talk&status=happened&tie=p.narendra-modi,p.vladimir-putin&view=ties&sort=-events';
const shared = await Visit.open(browser, file, address);
assert.equal(
  (await shared.shown()).events,
  countOf(({relation, status, date}) => ['meet', 'talk'].includes(relation) && status === 'happened' && lastDay(date) >= '2023-01-01'),
);
assert.match(await shared.text('#panel h2'), /Narendra Modi – Vladimir Putin/);
assert.equal(await shared.page.locator('#tab-ties').getAttribute('aria-selected'), 'true');
assert.equal(shared.address, address);
await shared.close();
console.log('ok: a shared address shows the same view');

const night = await Visit.open(browser, file, '', {colorScheme: 'dark', viewport: {width: 390, height: 844}});
const width = await night.page.evaluate(() => document.documentElement.scrollWidth);
assert.ok(width <= 390, `nothing sticks out at the side of a phone: ${width}`);
assert.equal(await night.text('#theme'), 'Light');
await night.close();
console.log('ok: on a phone, in the dark');
await browser.close();
