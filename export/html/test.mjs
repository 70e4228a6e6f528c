// Runs the tests of the page's logic with Node's own runner: node test.mjs, where build.mjs runs.
import {readdirSync, rmSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {build} from 'esbuild';

const tests = readdirSync('test').filter((file) => file.endsWith('.test.ts'));
rmSync('test-bundles', {recursive: true, force: true});
await build({
  entryPoints: tests.map((file) => `test/${file}`),
  bundle: true,
  platform: 'node',
  format: 'esm',
  outdir: 'test-bundles',
  outExtension: {'.js': '.mjs'},
  sourcemap: 'inline',
});
const files = tests.map((file) => `test-bundles/${file.replace(/\.ts$/, '.mjs')}`);
const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], {stdio: 'inherit'});
process.exit(run.status ?? 1);
