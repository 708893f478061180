import { createServer } from 'node:net';
import type { Environment } from '#harness/environment/environment.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';

const portsOfOne = 8;

/** The local environment on ports that are free; below those that systems hand out by themselves. */
export async function testEnvironment(changes: Partial<Environment> = {}): Promise<Environment> {
  for (;;) {
    const port = 12_000 + Math.floor(Math.random() * 2_000) * portsOfOne;
    const wanted = Array.from({ length: portsOfOne }, (_, i) => port + i);
    const free = await Promise.all(wanted.map(isFree));
    if (free.every(Boolean)) return { ...loadEnvironment('environments/local.yaml'), port, ...changes };
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
