// Pictures of a page: node pictures.mjs CHROMIUM FILE FOLDER (see scripts/pictures.sh)
import {join} from 'node:path';
import {launch, Visit} from './browser.mjs';

const [executable, file, folder] = process.argv.slice(2);
const wide = {viewport: {width: 1280, height: 860}};
const phone = {viewport: {width: 390, height: 844}};
const pictures = {
  'page-light.png': ['', wide],
  'page-dark.png': ['tie=p.narendra-modi,p.vladimir-putin', {...wide, colorScheme: 'dark'}],
  'page-table.png': ['from=2023-01-01&view=events&sort=-date&tie=p.narendra-modi,p.volodymyr-zelenskyy', wide],
  'page-phone.png': ['', phone],
};
const browser = await launch(executable);
for (const [name, [address, options]] of Object.entries(pictures)) {
  const visit = await Visit.open(browser, file, address, options);
  if (name === 'page-phone.png') await visit.page.evaluate(() => window.scrollTo(0, 255));
  await visit.settled();
  await visit.page.screenshot({path: join(folder, name)});
  await visit.close();
}
await browser.close();
