import { inPage, type Attack } from '../attack.ts';

const methods = [
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'PROPFIND',
  'QUERY',
  'VERDIKJEDE',
  'HEAD',
  'GET',
];

/** Every method, and a made-up one, from a page. */
export const methodAttacks: readonly Attack[] = [
  ...methods.map((method) =>
    inPage(`fetch-${method.toLowerCase()}`, `await fetch(url, { method: '${method}' })`),
  ),
  inPage('xhr-post', `const it = new XMLHttpRequest(); it.open('POST', url); it.send('x')`),
  inPage('xhr-synchronous', `const it = new XMLHttpRequest(); it.open('POST', url, false); it.send('x')`),
  inPage(
    'fetch-no-cors',
    `await fetch(url.replace('localhost', '127.0.0.1'), { method: 'POST', mode: 'no-cors' })`,
  ),
  inPage(
    'form-post',
    `document.body.innerHTML = '<form method=post action="' + url + '"></form>'; document.forms[0].submit()`,
  ),
  inPage(
    'form-to-new-window',
    `document.body.innerHTML = '<form method=post target=_blank action="' + url + '"></form>'; document.forms[0].submit()`,
  ),
  inPage(
    'form-to-frame',
    `document.body.innerHTML = '<iframe name=f></iframe><form method=post target=f action="' + url + '"></form>'; document.forms[0].submit()`,
  ),
  inPage('event-source', `new EventSource(url)`),
  inPage('web-socket', `new WebSocket(url.replace('https', 'wss'))`),
  inPage('window-open', `window.open(url)`),
  // Reads that change what they read.
  inPage('consuming-mark-as-read', `await fetch('/Messages/1/read?' + mark, { method: 'PUT' })`),
  inPage('consuming-downloaded', `await fetch('/Messages/1/downloaded?' + mark)`),
  inPage('consuming-fetch-and-mark', `await fetch('/Messages?receiverHerIds=1&markAsRead=' + mark)`),
];
