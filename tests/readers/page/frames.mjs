// How fluid a page is: node frames.mjs CHROMIUM FILE
//
// Drags a brush through most of the timeline and prints, in milliseconds, how long it took from frame
// to frame meanwhile, and how much of that was the page's own work; the rest is WebGL, which is drawn
// by the processor here. See docs/page.md.
import {launch, Visit} from './browser.mjs';

const steps = 40;
const [executable, file] = process.argv.slice(2);
const browser = await launch(executable);
const start = Date.now();
const visit = await Visit.open(browser, file);
const opened = Date.now() - start - 700; // without the rest of settled()
const {page} = visit;

await page.locator('#timeline').scrollIntoViewIfNeeded();
const place = await page.locator('#timeline').boundingBox();
const y = place.y + place.height / 2;
const at = (share) => place.x + place.width * share;
// a brush to begin with
await page.mouse.move(at(0.1), y);
await page.mouse.down();
await page.mouse.move(at(0.2), y, {steps: 4});
await page.mouse.up();
await visit.settled();

const devtools = await page.context().newCDPSession(page);
await devtools.send('Performance.enable');
const worked = async () => {
  const {metrics} = await devtools.send('Performance.getMetrics');
  return 1000 * metrics.find(({name}) => name === 'ScriptDuration').value;
};
await page.evaluate(() => {
  window.frames_ = [];
  let last = performance.now();
  const tick = (now) => {
    window.frames_.push(now - last);
    last = now;
    window.ticking_ = requestAnimationFrame(tick);
  };
  window.ticking_ = requestAnimationFrame(tick);
});
await page.mouse.move(at(0.15), y);
await page.mouse.down();
const before = await worked();
for (let step = 1; step <= steps; ++step) {
  await page.mouse.move(at(0.15 + (0.7 * step) / steps), y);
}
await page.mouse.up();
const work = (await worked()) - before;
const frames = await page.evaluate(() => {
  cancelAnimationFrame(window.ticking_);
  return window.frames_.slice(1);
});
const part = (values, share) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];
const text = (number) => number.toFixed(0);
console.log(`opened and drawn in ${text(opened)} ms; brushed to ${visit.address}`);
console.log(
  `${frames.length} frames in ${steps} steps: median ${text(part(frames, 0.5))} ms, ` +
    `95 % ${text(part(frames, 0.95))} ms; of the page's own work ${text(work / steps)} ms a step`,
);
await visit.close();
await browser.close();
