// How fluid a page is: node frames.mjs CHROMIUM FILE
//
// Opens it, drags a brush through the timeline, moves and zooms the picture, and presses filters. For
// each it prints how long it took from frame to frame, and what a step cost all processes of the
// browser in time of the processor, which says more where the machine has other work; all in
// milliseconds. WebGL is drawn by the processor here. See docs/page.md.
import {launch, Visit} from './browser.mjs';

const [executable, file] = process.argv.slice(2);
const browser = await launch(executable);
const system = await browser.newBrowserCDPSession();

/** Milliseconds of the processor, of all processes of the browser. */
async function worked() {
  const {processInfo} = await system.send('SystemInfo.getProcessInfo');
  return 1000 * processInfo.reduce((sum, {cpuTime}) => sum + cpuTime, 0);
}

const text = (number) => number.toFixed(0);
const before = await worked();
const start = Date.now();
const visit = await Visit.open(browser, file);
const {page} = visit;
const opened = Date.now() - start - 700; // without the rest of settled()
console.log(`opened and drawn in ${text(opened)} ms, ${text((await worked()) - before)} ms of the processor`);

/** Does `act` for each step, and prints what it cost until the last is drawn. */
async function measure(name, steps, act) {
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
  const begin = await worked();
  for (let step = 1; step <= steps; ++step) await act(step);
  const frames = await page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => {
          cancelAnimationFrame(window.ticking_);
          done(window.frames_.slice(1).sort((a, b) => a - b));
        }),
      ),
  );
  const work = ((await worked()) - begin) / steps;
  const part = (share) => text(frames[Math.min(frames.length - 1, Math.floor(share * frames.length))]);
  console.log(
    `${name}: ${frames.length} frames in ${steps} steps, median ${part(0.5)}, 95 % ${part(0.95)}; ` +
      `${text(work)} of the processor a step`,
  );
  await visit.settled();
}

await page.locator('#timeline').scrollIntoViewIfNeeded();
const time = await page.locator('#timeline').boundingBox();
const y = time.y + time.height / 2;
const at = (share) => time.x + time.width * share;
await page.mouse.move(at(0.1), y);
await page.mouse.down();
await page.mouse.move(at(0.2), y, {steps: 4});
await page.mouse.up();
await visit.settled();
await page.mouse.move(at(0.15), y);
await page.mouse.down();
await measure('brush', 40, (step) => page.mouse.move(at(0.15 + (0.7 * step) / 40), y));
await page.mouse.up();
await page.locator('#all-time').click();
await visit.settled();

await page.evaluate(() => window.scrollTo(0, 0));
const picture = await page.locator('#network').boundingBox();
const middle = {x: picture.x + picture.width / 2, y: picture.y + picture.height / 3};
await page.mouse.move(middle.x, middle.y);
await page.mouse.down();
await measure('move', 40, (step) => page.mouse.move(middle.x + 4 * step, middle.y + 2 * step));
await page.mouse.up();
await page.locator('#network').focus();
await visit.settled();
await page.mouse.move(middle.x, middle.y);
await measure('zoom', 20, () => page.mouse.wheel(0, -40));

const choices = page.locator('#facet-relation .choice');
await measure('filter', 6, (step) =>
  choices.nth(step).evaluate((choice) => {
    choice.click();
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }),
);
await visit.close();
await browser.close();
