// A page of 10,000 actors and 50,000 events: node large.mjs CHROMIUM FOLDER
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {launch, Visit} from './browser.mjs';

const [executable, folder] = process.argv.slice(2);
const expected = JSON.parse(readFileSync(join(folder, 'large.json'), 'utf8'));
const browser = await launch(executable);
const file = join(folder, 'large.html');

const first = await browser.newPage();
await first.addInitScript(() => {
  window.said_ = [];
  const note = () => window.said_.push(document.getElementById('shown')?.textContent ?? '');
  new MutationObserver(note).observe(document, {childList: true, subtree: true});
});
await first.goto(pathToFileURL(file).href, {timeout: 180_000});
await first.waitForSelector('html[data-ready]', {state: 'attached', timeout: 180_000});
const said = await first.evaluate(() => window.said_.filter((text) => text !== ''));
assert.equal(said[0], 'Reading the graph …');
assert.match(said.at(-1), /^All [0-9,]+ events/);
await first.close();
console.log('ok: the frame of the page is there before the graph is read');

const visit = await Visit.open(browser, file);
const {page} = visit;
for (const {address, ...counts} of expected) {
  await page.evaluate((hash) => (location.hash = hash), address === '' ? 'from=' : address);
  await visit.settled();
  assert.deepEqual(await visit.shown(), counts, address);
}
console.log('ok: filters give the counts that the library gives');

await page.evaluate(() => (location.hash = 'view=events&sort=-date'));
await visit.settled();
assert.ok((await page.locator('#table-body .row').count()) < 100, 'only the rows in view are there');
await page.locator('#table-body .row').first().focus();
await page.keyboard.press('End');
await visit.settled();
assert.equal(
  await page.evaluate(() => document.activeElement.getAttribute('aria-rowindex')),
  String(expected[0].events + 1),
);
console.log('ok: a table of all events is walked to its end');

await page.keyboard.press('/');
await page.keyboard.type('وزير 11');
await page.keyboard.press('Enter');
await visit.settled();
assert.equal(await visit.text('#panel h2'), 'وزير 11');
assert.match(await visit.text('#panel blockquote'), /<\/script>/, 'markup in a text is text');
assert.equal(await page.locator('#panel blockquote b').count(), 0);
const href = await page.locator('#panel .source a').first().getAttribute('href');
assert.match(href, /^https:\/\/news\.example\/\d+#:~:text=/);
console.log('ok: a name from right to left is found, and its evidence opened');

await page.evaluate(() => (location.hash = 'from='));
await visit.settled();
const sketched = () => page.locator('#network canvas.sketch').count();
await page.locator('#network').scrollIntoViewIfNeeded();
const box = await page.locator('#network').boundingBox();
await page.mouse.move(box.x + box.width / 2, box.y + 40);
await page.mouse.down();
await page.mouse.move(box.x + box.width / 2 + 60, box.y + 80, {steps: 4});
await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
assert.equal(await sketched(), 1, 'what is dragged is a sketch');
await page.mouse.up();
await page.waitForFunction(() => !document.querySelector('#network canvas.sketch'), null, {timeout: 60_000});
const inks = await page.locator('#network canvas.plain').evaluate((canvas) => {
  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let inked = 0;
  for (let at = 3; at < data.length; at += 4) inked += data[at] > 0 ? 1 : 0;
  return inked;
});
assert.ok(inks > 10_000, `all ties are drawn when the picture rests: ${inks} pixels`);
console.log('ok: the picture moves as a sketch, and is complete when it rests');
await visit.close();
await browser.close();
