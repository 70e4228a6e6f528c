// A page in Chromium, for the checks beside this file: opened from its file, with every request,
// console message and error on record. playwright-core is looked for below the current folder (put
// there by `npm ci`); without it a check exits with 77, "skipped".
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

function loadPlaywright() {
  try {
    return createRequire(process.cwd() + '/')('playwright-core');
  } catch {
    console.log('skipped: playwright-core is not installed here; run npm ci');
    process.exit(77);
  }
}

/** Without a graphics card WebGL is drawn by the processor. */
export async function launch(executable) {
  const {chromium} = loadPlaywright();
  return chromium.launch({
    executablePath: executable,
    args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox'],
  });
}

export class Visit {
  constructor(page, file) {
    this.page = page;
    this.file = file;
    this.problems = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !/GPU stall|WebGL/.test(message.text())) {
        this.problems.push(`console: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => this.problems.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(pathToFileURL(file).href)) this.problems.push(`request: ${request.url().slice(0, 100)}`);
    });
  }

  static async open(browser, file, address = '', options = {}) {
    const context = await browser.newContext({viewport: {width: 1440, height: 900}, colorScheme: 'light', ...options});
    const visit = new Visit(await context.newPage(), file);
    await visit.page.goto(pathToFileURL(file).href + (address === '' ? '' : `#${address}`), {timeout: 180_000});
    await visit.page.waitForSelector('html[data-ready]', {state: 'attached', timeout: 180_000});
    await visit.settled();
    return visit;
  }

  /** Until what was asked for is drawn, and the address says so. */
  async settled() {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await this.page.waitForTimeout(700);
  }

  text(selector) {
    return this.page.locator(selector).first().innerText();
  }

  /** "12 of 380 events, 7 actors, 9 ties" as numbers. */
  async shown() {
    const text = (await this.text('#shown')).replaceAll(',', '');
    const [, events, actors, ties] = /^(?:All )?(\d+)(?: of \d+)? events? (\d+) actors? (\d+) ties?/.exec(text) ?? [];
    assert.ok(events, `no counts in "${text}"`);
    return {events: Number(events), actors: Number(actors), ties: Number(ties)};
  }

  get address() {
    return decodeURIComponent(new URL(this.page.url()).hash.slice(1));
  }

  /** The label and the element that have the focus. */
  focused() {
    return this.page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('aria-label') || document.activeElement?.textContent);
  }

  async close() {
    assert.deepEqual(this.problems, [], 'the page is quiet: no errors, no requests');
    await this.page.context().close();
  }
}
