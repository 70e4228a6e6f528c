// Checks the types of the page's program, where its developers' packages are installed.
import {existsSync} from 'node:fs';
import {spawnSync} from 'node:child_process';

if (!existsSync('node_modules/typescript')) {
  console.log('skipped: typescript is not installed here; run npm ci');
  process.exit(77);
}
const run = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit'], {stdio: 'inherit'});
process.exit(run.status ?? 1);
