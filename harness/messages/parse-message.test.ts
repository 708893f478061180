import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { buildAppRec } from './build-apprec.ts';
import { buildDeliveryReport } from './build-delivery-report.ts';
import { buildLetter } from './build-letter.ts';
import { aLetter, anAppRec, anyAppRec, anyLetter, aReport } from './letter.fixture.ts';
import { appRecSchema } from './apprec.ts';
import { deliveryReportSchema } from './delivery-report.ts';
import { letterSchema } from './letter.ts';
import { parseMessage, type MsgHead } from './parse-message.ts';
import { readDeliveryReport } from './read-delivery-report.ts';
import { readLetter } from './read-letter.ts';
import { refusal } from './refusal.fixture.ts';

const msgHead = (xml: string): MsgHead => {
  const message = parseMessage(xml);
  if (message.root !== 'MsgHead') throw new Error('not a MsgHead');
  return message;
};

test.describe('build and read again', () => {
  test('any letter comes back as it was', () => {
    fc.assert(
      fc.property(anyLetter, (letter) => {
        expect(readLetter(msgHead(buildLetter(letterSchema.parse(letter))))).toEqual(letter);
      }),
    );
  });

  test('any application receipt comes back as it was', () => {
    fc.assert(
      fc.property(anyAppRec, (appRec) => {
        const { document, ...parsed } = parseMessage(buildAppRec(appRecSchema.parse(appRec)));
        expect(parsed).toEqual({ root: 'AppRec', ...appRec });
        expect(document.root.name).toBe('AppRec');
      }),
    );
  });

  test('a delivery report comes back as it was, on paper with everything that can go wrong too', () => {
    const paper = {
      ...aReport,
      failures: [{ at: aReport.genDate, type: 'UKJENT', details: 'Æ & <ø>' }],
      notificationFailures: [{ at: aReport.genDate, system: 'SMS', channel: 'SMS', details: '' }],
      receivedByPost: '2026-11-22T08:30:00.0900000',
      returned: '2026-11-24T08:30:00',
    };
    for (const report of [aReport, paper]) {
      expect(readDeliveryReport(msgHead(buildDeliveryReport(deliveryReportSchema.parse(report))))).toEqual(
        report,
      );
    }
  });

  test('an AppRec is 1.1 unless told', () => {
    const { version, ...untold } = anAppRec;
    expect(parseMessage(buildAppRec(untold))).toMatchObject({ version });
  });

  test('FNR and DNR follow from the number', () => {
    expect(buildLetter(aLetter)).toContain('<TypeId V="FNR"');
    const dNumber = { ...aLetter, patient: { ...aLetter.patient, pid: '55878410008' } };
    expect(buildLetter(dNumber)).toContain('<TypeId V="DNR"');
    expect(readLetter(msgHead(buildLetter(dNumber)))).toEqual(dNumber);
  });

  test('text that XML cannot carry is refused by the schema and by the builder', () => {
    const letter = { ...aLetter, text: 'a\u0001b' };
    expect(letterSchema.safeParse(letter).success).toBe(false);
    expect(() => buildLetter(letter)).toThrow(/Invalid character/);
  });
});

test.describe('leniency', () => {
  test('documents after the first in any order, prefixes, foreign attributes and elements, CDATA', () => {
    const xml = buildLetter(aLetter);
    const documents = xml.match(/ {2}<Document>[\s\S]*?<\/Document>\n/g) ?? [];
    const [first = '', ...others] = documents;
    const head = xml.slice(0, xml.indexOf(first));
    const turned = `${head}${first}${others.reverse().join('')}</MsgHead>`
      .replace('<MsgInfo>', '<MsgInfo xmlns:f="urn:f" f:V="x" other="y"><f:Type V="WRONG"/>')
      .replace(/(<\/?)(Emne|MeldingInnbygger)/g, '$1m:$2')
      .replace('m:MeldingInnbygger xmlns=', 'm:MeldingInnbygger xmlns:m=')
      .replace(/(<\/?)(Meldingsavsender|Meldingstekst|SvarTillatt)/g, '$1m:$2')
      .replace(/<m:Emne>(.*)<\/m:Emne>/, '<m:Emne><![CDATA[$1]]></m:Emne>');
    expect(documents).toHaveLength(4);
    expect(readLetter(msgHead(turned))).toEqual(aLetter);
  });

  test('a message inside the wrapper that NAV uses', () => {
    const inner = buildLetter(aLetter).replace(/^<\?xml.*\?>\s*/, '');
    const wrapped = `<EI_fellesformat xmlns="http://www.nav.no/xml/eiff/2/">${inner}<Blokk/></EI_fellesformat>`;
    expect(readLetter(msgHead(wrapped))).toEqual(aLetter);
  });

  test('an error with code and code system swapped', () => {
    const errors = [{ code: 'X99', codeSystem: '2.16.578.1.12.4.1.1.8221' }];
    const xml = buildAppRec({ ...anAppRec, status: 'Rejected', errors });
    const swapped = xml.replace(/S="([^"]*)" V="(X99)"/, 'V="$1" S="$2"');
    expect(swapped).not.toBe(xml);
    expect(parseMessage(swapped)).toMatchObject({ errors });
  });

  test('an unknown kind of document comes as it is', () => {
    const xml = buildLetter(aLetter).replaceAll('MeldingInnbygger', 'Henvisning');
    const kinds = msgHead(xml).documents.map((document) => document.content?.kind);
    expect(kinds).toEqual(['Dialogmelding', 'other', 'file', 'Videreformidling']);
  });
});

test.describe('refusals', () => {
  const letter = buildLetter(aLetter);

  test('another root is named, its content is not', () => {
    const message = refusal(() =>
      parseMessage('<Message xmlns="urn:x"><Secret>12837010045</Secret></Message>'),
    );
    expect(message).toBe(
      'Expected MsgHead 1.2, AppRec 1.0 or 1.1, or a Message that we know, found root Message with namespace urn:x.',
    );
  });

  test('a number hidden in a name is not shown', () => {
    expect(refusal(() => parseMessage('<p15878410014/>'))).toMatch(/found root p\[fnr\] with no namespace/);
  });

  test('broken XML tells line and column, not the text', () => {
    const broken = letter.replace('</GivenName>', '</Given>');
    const line = broken.split('\n').findIndex((text) => text.includes('</Given>')) + 1;
    const message = refusal(() => parseMessage(broken));
    expect(message).toMatch(new RegExp(`^The message is not well-formed XML at line ${line}, column \\d+: `));
    expect(message).not.toContain(aLetter.patient.givenName);
  });

  for (const [what, xml, expected] of [
    ['nothing', '', /empty/],
    ['an end that is missing', letter.slice(0, -4), /not well-formed XML at line/],
    ['text after the root', `${letter}x`, /not well-formed/],
    ['a second root', `${letter}<a/>`, /more than one root/],
    ['an entity of HTML', letter.replace('Hei!', '&aring;'), /not well-formed/],
    ['a forbidden character', letter.replace('Hei!', '\u0002'), /forbids/],
    ['a reference to a forbidden character', letter.replace('Hei!', '&#2;'), /not well-formed/],
    ['a prefix without namespace', letter.replace('<MsgInfo>', '<MsgInfo><x:y/>'), /not well-formed/],
    ['another MsgHead version', letter.replace('v1.2 2006', 'v1.1 2006'), /unknown version/],
    ['another document version', letter.replace('dialog/2006-10-11', 'dialog/2099-01-01'), /unknown version/],
    ['no MsgInfo', letter.replaceAll('MsgInfo', 'Info'), /no MsgInfo/],
    ['no MsgId', letter.replace(/<MsgId>.*<\/MsgId>/, ''), /msgId: /],
    ['a date that is none', letter.replace('2026-11-22T', '2026-13-40T'), /genDate: /],
    ['a title that is too long', letter.replace('Innkalling til time', 'x'.repeat(193)), /content\.title: /],
    ['a status that is none', buildAppRec(anAppRec).replace('Status V="1"', 'Status V="4"'), /1, 2 or 3/],
    ['no status', buildAppRec(anAppRec).replace(/<Status.*\/>/, ''), /1, 2 or 3/],
    ['another AppRec version', buildAppRec(anAppRec).replace('v1.1 2012', 'v1.2 2012'), /unknown version/],
    [
      'version and namespace apart',
      buildAppRec(anAppRec).replace('v1.1 2012', '1.0 2012'),
      /unknown version/,
    ],
  ] as const) {
    test(what, () => {
      expect(refusal(() => parseMessage(xml))).toMatch(expected);
    });
  }

  test('no letter, no delivery report', () => {
    expect(refusal(() => readLetter(msgHead(buildDeliveryReport(aReport))))).toMatch(/Expected a letter/);
    expect(refusal(() => readDeliveryReport(msgHead(letter)))).toMatch(/Expected a delivery report/);
    expect(refusal(() => readLetter(msgHead(letter.replace(/<Patient>[\s\S]*<\/Patient>/, ''))))).toMatch(
      /patient: /,
    );
  });
});

test.describe('safety', () => {
  const withDoctype = (doctype: string): string =>
    buildLetter(aLetter).replace('<MsgHead', `<!-- > -->\n${doctype}\n<MsgHead`);

  test('a DOCTYPE is refused, whatever stands before it', () => {
    for (const doctype of [
      '<!DOCTYPE MsgHead SYSTEM "x.dtd">',
      '<!doctype a>',
      '<!DOCTYPE a [<!ENTITY b "c">]>',
    ]) {
      expect(refusal(() => parseMessage(withDoctype(doctype)))).toMatch(/DOCTYPE/);
    }
  });

  test('a billion laughs cost nothing', () => {
    const entities = Array.from({ length: 30 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`);
    const bomb = withDoctype(`<!DOCTYPE MsgHead [<!ENTITY l0 "ha">${entities.join('')}]>`);
    expect(refusal(() => parseMessage(bomb.replace('Hei!', '&l30;')))).toMatch(/DOCTYPE/);
  });

  test('depth, number of elements and size are capped', () => {
    expect(refusal(() => parseMessage('<a>'.repeat(1_000_000)))).toMatch(/deeper than 100/);
    expect(refusal(() => parseMessage(`<a>${'<b/>'.repeat(300_000)}</a>`))).toMatch(
      /more than 200000 elements/,
    );
    expect(refusal(() => parseMessage(`<a>${' '.repeat(36_700_160)}</a>`))).toMatch(/larger than/);
  });

  test('names of JavaScript itself are just names', () => {
    const xml = buildLetter(aLetter)
      .replaceAll('MeldingInnbygger', '__proto__')
      .replaceAll('Emne', 'constructor');
    expect(msgHead(xml).documents.map((document) => document.content?.kind)).toContain('other');
    expect(({} as Record<string, unknown>)['constructor']).toBe(Object);
  });

  test('any damage gives a message or a refusal, never another error', () => {
    const xml = buildLetter(aLetter);
    fc.assert(
      fc.property(fc.nat(xml.length), fc.nat(40), fc.string({ maxLength: 10 }), (at, length, put) => {
        try {
          parseMessage(xml.slice(0, at) + put + xml.slice(at + length));
        } catch (error) {
          expect(error).toMatchObject({ name: 'HarnessError', code: 'MESSAGE_INVALID' });
        }
      }),
    );
  });
});
