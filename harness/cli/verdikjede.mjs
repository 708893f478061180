#!/usr/bin/env node
// The door for any Node: what follows runs on Node 24, which strips types. An older Node hands over to the one that
// `npm ci` brought along.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const wanted = 24;
const main = fileURLToPath(new URL('main.ts', import.meta.url));
const own = fileURLToPath(
  new URL(`../../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
);

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  await import('./main.ts');
} else if (existsSync(own)) {
  const child = spawn(own, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
} else {
  process.stderr.write(
    `verdikjede needs Node ${wanted}; this is ${process.version}, and node_modules holds none.\n→ Run: npm ci\n`,
  );
  process.exit(2);
}
