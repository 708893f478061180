import { base64OfBytes } from './pdf/base64.ts';
import { toWinAnsi } from './pdf/win-ansi.ts';

const page = { width: 595, height: 842, margin: 64, leading: 18, charactersPerLine: 84 } as const;
const linesPerPage = Math.floor((page.height - 2 * page.margin) / page.leading) - 2;

/** Breaks a line at blanks so that it stays inside the margins. */
function wrap(line: string): readonly string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of line.split(' ')) {
    const longer = row === '' ? word : `${row} ${word}`;
    if (longer.length <= page.charactersPerLine) row = longer;
    else {
      if (row !== '') rows.push(row);
      row = word;
    }
  }
  return [...rows, row];
}

const string = (text: string): string => `(${toWinAnsi(text).replace(/[\\()]/g, '\\$&')})`;

// Outside the page a string is UTF-16 with a byte order mark.
const unicode = (text: string): string => {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return `<FEFF${units.map((unit) => unit.toString(16).padStart(4, '0').toUpperCase()).join('')}>`;
};

function drawing(title: string, lines: readonly string[]): string {
  const top = page.height - page.margin;
  const rows = lines.map((line) => `${string(line)} Tj T*`);
  const body = ['/F1 11 Tf', `${page.leading} TL`, `0 -${2 * page.leading} Td`, ...rows];
  return ['BT', `/F2 16 Tf ${page.margin} ${top} Td ${string(title)} Tj`, ...body, 'ET'].join('\n');
}

const font = (name: string): string =>
  `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;

function objects(title: string, lines: readonly string[]): readonly string[] {
  const stream = drawing(title, lines);
  return [
    '<< /Type /Catalog /Pages 2 0 R /Lang (nb-NO) /ViewerPreferences << /DisplayDocTitle true >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents 4 0 R ` +
      '/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
    `<< /Title ${unicode(title)} >>`,
  ];
}

/**
 * A small PDF of one A4 page as base64: the same input gives the same bytes. Long lines are wrapped; lines past
 * the foot of the page throw a RangeError rather than get lost.
 */
export function buildPdf(content: { readonly title: string; readonly lines: readonly string[] }): string {
  const lines = content.lines.flatMap(wrap);
  if (lines.length > linesPerPage) throw new RangeError(`A page holds ${linesPerPage} lines.`);
  // The second line's bytes above 127 tell programs that this is a binary file.
  let bytes = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets: number[] = [];
  const bodies = objects(content.title, lines);
  bodies.forEach((body, index) => {
    offsets.push(bytes.length);
    bytes += `${index + 1} 0 obj\n${body}\nendobj\n`;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = bodies.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${bytes.length}\n%%EOF\n`;
  return base64OfBytes(`${bytes}xref\n0 ${size}\n0000000000 65535 f \n${entries}${trailer}`);
}
