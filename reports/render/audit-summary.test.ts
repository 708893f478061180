import { expect, test } from '@playwright/test';
import { aReport } from '../report-fixture.ts';
import { en } from '../texts/en.ts';
import { nb } from '../texts/nb.ts';
import { verdictOf } from '../verdict.ts';
import { auditSummary } from './audit-summary.ts';

const { records } = aReport();
const [test1, test2, verify] = records;
if (test1 === undefined || test2 === undefined || verify?.audit === undefined)
  throw new Error('The fixture changed.');
const broken = {
  ...verify,
  audit: { ...verify.audit, problem: 'The audit log is damaged: line 7 (byte 2113): it does not follow.' },
};

test('the audit summary shows counts, head, second place and the command, in both languages', () => {
  const command = 'npx verdikjede audit verify reports/output/evidence/verify-20261122-080100/audit.jsonl';
  const english = auditSummary(verify, en)?.markup;
  expect(english).toContain('Audit log');
  expect(english).toContain('every record is as it was written');
  expect(english).toContain(command);
  expect(english).toContain(verify.audit?.head);
  const certificate = 'reports/output/evidence/verify-20261122-080100/attestation.json';
  expect(english).toContain(`npx verdikjede attestation verify ${certificate}`);
  expect(english).toContain('Certificate of verification, signed');
  const norwegian = auditSummary(verify, nb)?.markup;
  expect(norwegian).toContain('Revisjonslogg');
  expect(norwegian).toContain('Verifiseringsattest, signert');
  expect(norwegian).toContain(`npx verdikjede attestation verify ${certificate}`);
  expect(norwegian).toContain('hver post er slik den ble skrevet');
  expect(auditSummary(broken, nb)?.markup).toContain('line 7 (byte 2113)');
  expect(auditSummary(test1, en)).toBeUndefined();
});

test('an audit log that is not whole is a safety stop, exit 4, and says so', () => {
  const green = verdictOf({ tests: [test1, test2], verify });
  expect(green.findings.filter(({ kind }) => kind === 'audit log')).toEqual([]);
  const verdict = verdictOf({ tests: [test1, test2], verify: broken });
  expect(verdict).toMatchObject({ verdict: 'safety stop', exitCode: 4 });
  expect(verdict.sentence).toContain('the audit log of the run is not whole');
  expect(nb.verdictSentence(verdict)).toContain('revisjonsloggen');
});
