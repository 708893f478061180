const plainCharacters = /^[A-Za-z0-9/\-._~!$&'()*+,=:@]*$/;

/**
 * A path is compared with the list as it stands on the wire, so it may have only one reading: percent, backslash,
 * semicolon, dot segments and empty segments are refused. Returns the reason, or undefined.
 */
export function refusePath(path: string): string | undefined {
  const segments = path.split('/').slice(1);
  const empty = segments.slice(0, -1).includes('');
  const dots = segments.some((segment) => segment === '.' || segment === '..');
  if (plainCharacters.test(path) && path.startsWith('/') && !empty && !dots) return undefined;
  return 'The path is another one when decoded (percent, dot segment, backslash, semicolon or double slash).';
}
