/** Where browsers phone home by themselves: Chromium and Chrome, Edge, Firefox. */
const vendorDomains = [
  'google.com',
  'googleapis.com',
  'googleusercontent.com',
  'gstatic.com',
  'gvt1.com',
  'gvt2.com',
  'chromium.org',
  'edge.microsoft.com',
  'msedge.net',
  'mozilla.com',
  'mozilla.net',
  'mozilla.org',
  'firefox.com',
];

/** Whether a browser's own background requests go to this host. They are refused too, in a class of their own. */
export function isVendorHost(hostname: string): boolean {
  return vendorDomains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
}
