// A page of names and passages that have broken readers: node nasty.mjs CHROMIUM FOLDER
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {launch, Visit} from './browser.mjs';

const [executable, folder] = process.argv.slice(2);
const browser = await launch(executable);
const visit = await Visit.open(browser, join(folder, 'events.html'));
const {page} = visit;
const {events, actors} = await visit.shown();
assert.deepEqual([events, actors], [10_000, 400]);
console.log('ok: it holds all events');

const markup = '<b>&amp; "Sons" \'n\' ]]> <![CDATA[x]]> <!-- -->';
for (const name of [
  `${markup} 7`,
  'محمد بن سلمان آل سعود 3',
  'בנימין "ביבי" נתניהו 20',
  'INF Treaty, NaN and -Infinity 6',
  '\'); DROP TABLE events; -- \\\' \\" \\u0027 \\ 8',
]) {
  await page.locator('#search').fill(name);
  await page.keyboard.press('Enter');
  await visit.settled();
  assert.equal(await visit.text('#panel h2'), name);
  assert.ok((await page.locator('#panel blockquote').count()) > 0);
}
assert.equal(await page.locator('#panel :is(b, script, img), #table :is(b, script, img)').count(), 0);
console.log('ok: names are found and shown letter by letter, and markup in them is text');

const links = await page.locator('a[href]:not(.skip)').evaluateAll((all) => all.map((link) => link.protocol));
assert.ok(links.every((protocol) => ['https:', 'http:'].includes(protocol)), [...new Set(links)].join());
for (const view of ['events', 'actors', 'ties']) {
  await page.locator(`#tab-${view}`).click();
  await visit.settled();
  assert.ok((await page.locator('#table-body .row').count()) > 10);
}
console.log('ok: tables hold them, too');

for (const width of [1440, 1280, 820, 390]) {
  await page.setViewportSize({width, height: 844});
  for (const hash of ['from=', 'actor=p.n13', 'view=events']) {
    await page.evaluate((address) => (location.hash = address), hash);
    await visit.settled();
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= width, `a long name makes the page ${wide} wide, in ${width}, at ${hash}`);
  }
}
console.log('ok: a name of 700 letters stays within the page');
await visit.close();
await browser.close();
