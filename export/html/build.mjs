// Bundles the page into one template: node build.mjs FILE, in a folder with node_modules.
//
// Script and style stand in the file itself, and its content security policy allows these two by
// their hashes and nothing else: neither the network, nor a script that came in with the data. Title
// and data are put in by export/html.cpp, at the two marks.
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {build} from 'esbuild';

const marks = ['@@chancery:title@@', '@@chancery:data@@'];

async function bundle(entry) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome100', 'firefox100', 'safari15.4'],
    charset: 'utf8',
    legalComments: 'none', // they stand below, whole
    metafile: true,
    define: {'process.env.NODE_ENV': '"production"'},
  });
  return {text: result.outputFiles[0].text.trim(), inputs: Object.keys(result.metafile.inputs)};
}

// The licences of the packages whose code is in the bundle, as they ask for.
function licencesOf(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input) ?? [];
    if (name) packages.add(name);
  }
  return [...packages].sort().map((name) => {
    const folder = `node_modules/${name}`;
    const {version, license} = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : '';
    return `${name} ${version} (${license})\n\n${text}`.trim();
  }).join('\n\n———\n\n');
}

function markupOf(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

// What stands for itself in an element of raw text.
function checkRaw(text, element) {
  if (new RegExp(`</${element}|<!--`, 'i').test(text)) {
    throw new Error(`the bundle would end its own <${element}>`);
  }
  return text;
}

const code = await bundle('src/main.ts');
const script = checkRaw(code.text, 'script');
const style = checkRaw((await bundle('src/page.css')).text, 'style');
const policy = [
  `default-src 'none'`,
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  `base-uri 'none'`,
  `form-action 'none'`,
].join('; ');

const values = {policy, script, style, licences: markupOf(licencesOf(code.inputs))};
const page = readFileSync('src/page.html', 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
for (const mark of marks) {
  if (page.split(mark).length !== 2) throw new Error(`${mark} has to stand in the page once`);
}
writeFileSync(process.argv[2], page);
