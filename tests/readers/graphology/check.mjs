// Checks that graphology, and so Gephi Lite, reads our GraphML.
//
// usage: node check.mjs FILE nodes=N edges=N directed=true|false [NODE-ID:ATTRIBUTE=VALUE]...
//
// The packages are looked for below the current folder (put there by `npm ci`); without them the
// check exits with 77, "skipped".
import {createRequire} from 'node:module';
import {readFileSync} from 'node:fs';

function load() {
  try {
    const require = createRequire(process.cwd() + '/');
    return {Graph: require('graphology').MultiGraph, parse: require('graphology-graphml').parse};
  } catch (error) {
    console.log(`skipped: graphology is not installed here; run npm ci (${error.message})`);
    process.exit(77);
  }
}

const {Graph, parse} = load();
const [file, ...expectations] = process.argv.slice(2);
const problems = [];
// the parser of XML below it says on the console what it cannot read, and goes on
for (const level of ['warn', 'error']) {
  console[level] = (...message) => problems.push(message.join(' '));
}
const graph = parse(Graph, readFileSync(file, 'utf8'));

const found = {
  nodes: graph.order,
  edges: graph.size,
  directed: graph.directedSize === graph.size,
};
for (const expectation of expectations) {
  const at = expectation.indexOf('=');
  const [what, wanted] = [expectation.slice(0, at), expectation.slice(at + 1)];
  const [node, name] = what.split(':');
  const value = name === undefined ? found[what] : graph.getNodeAttribute(node, name);
  if (String(value) !== wanted) problems.push(`${what} is '${value}', not '${wanted}'`);
}
for (const problem of problems) console.log(`${file}: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);
