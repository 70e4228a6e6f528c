// Checks that a JSON-LD processor reads our export as it is meant.
//
// usage: node check.mjs FILE EXPECTATION...
//
// An EXPECTATION is `statements=N`; `same=FILE`: the N-Quads or NDJSON-LD in FILE say the same; or
// `COUNT PATTERN`: so many lines of the N-Quads match the regular expression. Safe mode makes an error of what a processor would else drop in silence,
// such as a key without a meaning; and nothing may be loaded from the network.
//
// jsonld is looked for below the current folder (put there by `npm ci`); without it the check
// exits with 77, "skipped".
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';

function loadProcessor() {
  try {
    return createRequire(process.cwd() + '/')('jsonld');
  } catch {
    console.log('skipped: jsonld is not installed here; run npm ci');
    process.exit(77);
  }
}

const options = {
  safe: true,
  base: null,
  documentLoader: (url) => {
    throw new Error(`the file needs ${url} from the network`);
  },
};

// The canonical form of another file of the same statements.
async function canonicalOf(jsonld, file) {
  let quads = readFileSync(file, 'utf8');
  if (file.endsWith('.ndjsonld')) {
    // blank nodes of different lines are different nodes
    const statements = [];
    for (const line of quads.split('\n').filter((one) => one !== '')) {
      const prefix = `_:l${statements.length}`;
      const one = await jsonld.toRDF(JSON.parse(line), {...options, format: 'application/n-quads'});
      statements.push(one.replaceAll(/(^|(?<=> ))_:/gm, prefix));
    }
    quads = statements.join('');
  }
  return jsonld.canonize(quads, {...options, inputFormat: 'application/n-quads',
                                 format: 'application/n-quads'});
}

async function problemsOf(jsonld, file, expectations) {
  const document = JSON.parse(readFileSync(file, 'utf8'));
  const problems = [];

  const expanded = await jsonld.expand(document, options);
  const objects = document['@graph'].length;
  if (expanded.length < objects) problems.push(`${objects} objects expand to ${expanded.length}`);

  const quads = await jsonld.toRDF(document, {...options, format: 'application/n-quads'});
  const lines = quads.split('\n').filter((line) => line !== '');
  const back = await jsonld.fromRDF(quads, {...options, format: 'application/n-quads'});
  const again = await jsonld.canonize(back, {...options, format: 'application/n-quads'});
  const canonical = await jsonld.canonize(document, {...options, format: 'application/n-quads'});
  if (again !== canonical) problems.push('RDF and back is not the same graph');

  for (const expectation of expectations) {
    const [, other] = /^same=(.*)$/.exec(expectation) ?? [];
    if (other !== undefined) {
      if (await canonicalOf(jsonld, other) !== canonical) problems.push(`${other} differs`);
      continue;
    }
    const [, statements] = /^statements=(\d+)$/.exec(expectation) ?? [];
    const [, count, pattern] = /^(\d+) (.*)$/.exec(expectation) ?? [];
    const wanted = Number(statements ?? count);
    const actual = statements === undefined
        ? lines.filter((line) => new RegExp(pattern, 'u').test(line)).length
        : lines.length;
    if (actual !== wanted) problems.push(`${expectation}: there are ${actual}`);
  }
  return problems;
}

const [file, ...expectations] = process.argv.slice(2);
const problems = await problemsOf(loadProcessor(), file, expectations);
for (const problem of problems) console.log(`${file}: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
