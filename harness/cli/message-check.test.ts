import { expect, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPersonCheckDigits } from '#harness/identities/generate/check-digits.ts';
import { buildAppRec } from '#harness/messages/build-apprec.ts';
import { buildLetter } from '#harness/messages/build-letter.ts';
import { builtMessages } from '#harness/messages/build/clinical.fixture.ts';
import type { MessageReport } from '#harness/messages/check-message.ts';
import { aLetter, anAppRec } from '#harness/messages/letter.fixture.ts';
import { processEnvironment } from '#harness/environment/process-environment.ts';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { openCliWorld, type CliWorld } from './testing/cli-world.ts';

let world: CliWorld;
let folder: string;
test.beforeEach(({}, testInfo) => {
  world = openCliWorld(23_500 + testInfo.parallelIndex * 100);
  folder = mkdtempSync(join(tmpdir(), 'verdikjede-check-'));
});
test.afterEach(() => {
  world.dispose();
  rmSync(folder, { recursive: true });
});

const letter = buildLetter(aLetter);

function save(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

/** The report on one file, and the exit code. */
async function check(text: string): Promise<{ code: number | null; report: MessageReport; shown: string }> {
  const { code, stdout } = await world.run('message', 'check', save('message.xml', text), '--json');
  const [report] = JSON.parse(stdout) as MessageReport[];
  if (report === undefined) throw new Error('no report');
  return { code, report, shown: stdout };
}

test('a good letter ends 0, and says what it is, from whom, to whom, without the patient', async () => {
  const { code, stdout } = await world.run('message', 'check', save('letter.xml', letter));
  expect(code).toBe(0);
  expect(stdout).toContain('letter.xml  MsgHead 1.2 · DIALOG_INNBYGGER_MELDINGSFORMIDLING');
  expect(stdout).toContain(
    'from      Fjordheim sykehus HF (HER-id 8900100) · Pasientkorrespondanse (HER-id 8900101)',
  );
  expect(stdout).toContain('patient   [fnr] synthetic+80');
  expect(stdout).toContain('contains  Dialogmelding 1.0, MeldingInnbygger, file, Videreformidling');
  expect(stdout).not.toContain(aLetter.patient.pid);
  expect(stdout).not.toContain(aLetter.patient.familyName);
});

test('every kind that we build is good', async () => {
  const files = Object.values(builtMessages).map(({ xml }, index) => save(`${index}.xml`, xml));
  const { code, stdout } = await world.run('message', 'check', ...files, '--json');
  expect(
    (JSON.parse(stdout) as MessageReport[]).map(({ verdict, findings }) => ({ verdict, findings })),
  ).toEqual(files.map(() => ({ verdict: 'good', findings: [] })));
  expect(code).toBe(0);
});

test('what is wrong is told with line, column, path and rule, and ends 1', async () => {
  const wrong = letter.replace(/<GenDate>.*<\/GenDate>/, '<GenDate>yesterday</GenDate>');
  const { code, report } = await check(wrong);
  expect(code).toBe(1);
  const line = wrong.split('\n').findIndex((text) => text.includes('<GenDate>')) + 1;
  expect(report).toMatchObject({
    verdict: 'refused',
    findings: [{ severity: 'error', line, column: 5, path: '/MsgHead/MsgInfo/GenDate' }],
  });
});

test('the place of an unknown status, of an appointment with an offset, of broken XML', async () => {
  const status = await check(buildAppRec(anAppRec).replace('Status V="1"', 'Status V="7"'));
  expect(status.report.findings).toMatchObject([{ path: '/AppRec/Status', severity: 'error' }]);
  const appointment = builtMessages['appointment']?.xml ?? '';
  const offset = await check(appointment.replace('T11:45:00<', 'T11:45:00+01:00<'));
  expect(offset.report.findings[0]?.path).toMatch(/vevent\/properties\/dtstart$/);
  const broken = await check(letter.replace('</MsgInfo>', ''));
  expect(broken.report.findings).toMatchObject([{ path: '', severity: 'error' }]);
  expect([status.code, offset.code, broken.code]).toEqual([1, 1, 1]);
});

test('a real-looking identity number refuses the message, and is shown nowhere', async () => {
  // Made when the test runs and kept nowhere.
  const candidates = Array.from({ length: 50 }, (_, n) => withPersonCheckDigits(`010190${100 + n}`));
  const number = candidates.find((one) => one !== undefined) ?? '';
  const { code, report, shown } = await check(letter.replace('Hei!', `Hei ${number}!`));
  expect(code).toBe(1);
  expect(report.findings).toMatchObject([{ severity: 'error', rule: 'a real-looking identity number' }]);
  expect(report.findings[0]?.path).toMatch(/Meldingstekst$/);
  expect(shown).not.toContain(number);
});

test('elements out of order are a warning: they are read, and end 0', async () => {
  const swapped = letter.replace(/(<MsgId>.*<\/MsgId>)(\s*)(<Ack.*\/>)/, '$3$2$1');
  const { code, report } = await check(swapped);
  expect(code).toBe(0);
  expect(report.findings).toMatchObject([{ severity: 'warning', path: '/MsgHead/MsgInfo' }]);
});

/** Where it is not installed the test is not run; in CI it then fails by itself. */
function needsXmllint(): void {
  const lacks = findProgram('xmllint') === undefined;
  test.skip(lacks && !processEnvironment().CI, 'needs xmllint (libxml2-utils)');
}

const schema = (namespace: string, type: string): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}" elementFormDefault="qualified">
  <xs:element name="Letter"><xs:complexType><xs:sequence>
    <xs:element name="Age" type="xs:int"/><xs:element name="Zip"><xs:simpleType><xs:restriction base="xs:string">
      <xs:pattern value="[0-9]{4}"/></xs:restriction></xs:simpleType></xs:element>
    <xs:any namespace="##other" processContents="strict" minOccurs="0"/>
  </xs:sequence></xs:complexType></xs:element><xs:element name="Part" type="${type}"/></xs:schema>`;

test('--schemas holds messages to the schemas of a folder, and tells no value of them', async () => {
  needsXmllint();
  const schemas = join(folder, 'schemas');
  mkdirSync(schemas);
  writeFileSync(join(schemas, 'one.xsd'), schema('urn:one', 'xs:string'));
  writeFileSync(join(schemas, 'two.xsd'), schema('urn:two', 'xs:int'));
  const message = (age: string, zip: string, part: string): string =>
    save(
      `${age.length}-${zip.length}-${part.length}.xml`,
      `<Letter xmlns="urn:one"><Age>${age}</Age><Zip>${zip}</Zip><Part xmlns="urn:two">${part}</Part></Letter>`,
    );
  const ask = async (file: string) => {
    const { code, stdout } = await world.run('message', 'check', file, '--json', '--schemas', schemas);
    const [report] = JSON.parse(stdout) as MessageReport[];
    const bySchema = report?.findings.filter(({ rule }) => rule.startsWith('schema:')) ?? [];
    return { code, stdout, bySchema, report };
  };
  expect((await ask(message('1', '0123', '7'))).bySchema).toEqual([]);
  const secret = "O'Sørensen's secret";
  const wrong = await ask(message(secret, `${secret}!`, secret));
  expect(wrong.code).toBe(1);
  expect(wrong.bySchema.map(({ path }) => path)).toEqual(expect.arrayContaining(['Age', 'Zip', 'Part']));
  expect(wrong.bySchema.map(({ rule }) => rule).join('\n')).toMatch(
    /not a valid value of the atomic type 'xs:int'/,
  );
  expect(wrong.stdout).not.toContain('secret');
  const letterHere = await ask(save('letter.xml', letter));
  expect(letterHere.code).toBe(0);
  expect(letterHere.report?.findings).toMatchObject([
    { severity: 'warning', rule: expect.stringMatching(/no schema/) as unknown },
  ]);
  const attack = save(
    'x.xml',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><Letter>&x;</Letter>',
  );
  expect((await ask(attack)).bySchema).toEqual([]);
});

test('--schemas says what is missing: a folder, schemas in it, xmllint', async () => {
  needsXmllint();
  const file = save('letter.xml', letter);
  const gone = await world.run('message', 'check', file, '--schemas', join(folder, 'gone'));
  expect([gone.code, gone.stderr.includes('it is no folder')]).toEqual([2, true]);
  const empty = await world.run('message', 'check', file, '--schemas', folder);
  expect([empty.code, empty.stderr.includes('no schema with a namespace')]).toEqual([2, true]);
  const without = await world.runWith(
    { variables: { PATH: folder } },
    'message',
    'check',
    file,
    '--schemas',
    folder,
  );
  expect(without.code).toBe(2);
  expect(without.stderr).toContain('apt-get install libxml2-utils');
});

test('wrong use ends 2: no file, a file that is not there', async () => {
  const none = await world.run('message', 'check');
  const gone = await world.run('message', 'check', join(folder, 'gone.xml'));
  expect([none.code, gone.code]).toEqual([2, 2]);
  expect(gone.stderr).toContain('gone.xml could not be read');
});

test('help has examples', async () => {
  const { code, stdout } = await world.run('message', 'check', '--help');
  expect(code).toBe(0);
  expect(stdout).toContain('npx verdikjede message check inbox/*.xml --json');
});
