const named: Readonly<Record<string, string>> = {
  ...{
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    shy: '-',
    hyphen: '-',
    dash: '-',
    ndash: '-',
    minus: '-',
  },
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", colon: ':', equals: '=', period: '.', sol: '/' },
};

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

/** A text with percent escapes, character references and the escapes of JSON and JavaScript undone, once. */
export function unescapeText(text: string): string {
  return text
    .replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'))
    .replace(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));?/gi, (_whole, hex?: string, decimal?: string) =>
      character(hex === undefined ? Number(decimal) : parseInt(hex, 16)),
    )
    .replace(/&([a-z]{2,8});/gi, (whole, name: string) => named[name.toLowerCase()] ?? whole)
    .replace(/\\u([0-9a-f]{4})|\\x([0-9a-f]{2})/gi, (_whole, four?: string, two?: string) =>
      character(parseInt(four ?? two ?? '', 16)),
    )
    .replace(/\\([nrt/"\\])/g, (_whole, escaped: string) => (/[nrt]/.test(escaped) ? ' ' : escaped));
}
