import { inPage, type Attack } from '../attack.ts';

const html = (id: string, markup: string): Attack =>
  inPage(id, `document.body.append(document.createRange().createContextualFragment(\`${markup}\`))`);

/** What a browser fetches before, beside or after a page without being asked by a script. */
export const speculativeAttacks: readonly Attack[] = [
  html('prefetch', '<link rel=prefetch href="${url}">'),
  html('preload', '<link rel=preload as=fetch crossorigin href="${url}">'),
  html('module-preload', '<link rel=modulepreload href="${url}">'),
  html(
    'prerender',
    '<script type=speculationrules>{"prerender":[{"source":"list","urls":["${url}"]}]}</script>',
  ),
  html(
    'prefetch-by-rule',
    '<script type=speculationrules>{"prefetch":[{"source":"list","urls":["${url}"]}]}</script>',
  ),
  html('image', '<img src="${url}">'),
  html('image-from-elsewhere', '<img src="http://localhost:${ports.http}/${mark}">'),
  html('script', '<script src="${url}"></script>'),
  html('style', '<link rel=stylesheet href="${url}">'),
  html('style-import', '<style>@import "${url}"</style>'),
  html('frame', '<iframe src="${url}"></iframe>'),
  html('object', '<object data="${url}"></object>'),
  html('video', '<video preload=auto src="${url}"></video>'),
  html('meta-refresh', '<meta http-equiv=refresh content="0;url=${url}">'),
  inPage('csp-report', `location.href = '/pages/csp-' + mark`),
  inPage('dynamic-import', `await import(url)`),
  inPage('web-transport', `await new WebTransport('https://127.0.0.1:' + ports.quic + '/').ready`, 'seal'),
];
