import { inPage, type Attack } from '../attack.ts';

const code = `onmessage = ({ data }) => { fetch(data, { method: 'POST' }) }`;
const blob = `URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' }))`;
const nested = JSON.stringify(`onmessage = ({ data }) => { new Worker(data.script).postMessage(data.what) }`);
const script = '/scripts/worker.js';
const service = (what: string) =>
  `const it = await navigator.serviceWorker.register('${script}'); const worker = it.installing ?? it.waiting ?? it.active; worker.postMessage(${what})`;

/** Workers of every kind: Playwright's route() does not see all that they send. */
export const workerAttacks: readonly Attack[] = [
  inPage('dedicated-worker', `new Worker('${script}').postMessage({ url, via: 'fetch' })`),
  inPage('dedicated-worker-socket', `new Worker('${script}').postMessage({ url, via: 'socket' })`),
  inPage('dedicated-worker-events', `new Worker('${script}').postMessage({ url, via: 'events' })`),
  inPage(
    'module-worker-import',
    `new Worker('${script}', { type: 'module' }).postMessage({ url, via: 'import' })`,
  ),
  inPage('blob-worker', `new Worker(${blob}).postMessage(url)`),
  inPage(
    'nested-worker',
    `const outer = URL.createObjectURL(new Blob([${nested}])); new Worker(outer).postMessage({ script: ${blob}, what: url })`,
  ),
  inPage('shared-worker', `new SharedWorker('${script}').port.postMessage({ url, via: 'fetch' })`),
  inPage('shared-worker-socket', `new SharedWorker('${script}').port.postMessage({ url, via: 'socket' })`),
  inPage('service-worker', service(`{ url, via: 'fetch' }`)),
  inPage('service-worker-socket', service(`{ url, via: 'socket' }`)),
];
