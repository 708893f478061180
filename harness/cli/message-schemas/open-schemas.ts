import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '#harness/environment/tools/find-program.ts';
import { documentIn, type MessageReport } from '#harness/messages/check-message.ts';
import { HarnessError } from '../../errors.ts';
import { schemaOfAll } from './schema-of-all.ts';
import { unusable } from './unusable.ts';
import { findingsOf } from './xmllint-findings.ts';

/** The XML schemas of a folder, to hold messages to. Disposing removes what was written for it. */
export interface Schemas extends Disposable {
  /** The report with what the schemas say too. What is not even XML that we read is not held to them. */
  hold(report: MessageReport, bytes: Uint8Array): MessageReport;
}

/** xmllint's exit codes for a message that is not valid. */
const invalid = [3, 4];
const mostBytes = 64 * 1024 * 1024;

/** Throws USAGE where the folder has no schemas, or ones that cannot be used; SETUP_MISSING without xmllint. */
export function openSchemas(folder: string): Schemas {
  const xmllint = findProgram('xmllint') ?? noXmllint();
  const scratch = mkdtempSync(join(tmpdir(), 'verdikjede-schemas-'));
  const dispose = (): void => rmSync(scratch, { recursive: true, force: true });
  try {
    const schema = schemaOfAll(folder, scratch);
    return {
      hold: (report, bytes) => hold(report, bytes, { xmllint, schema, folder }),
      [Symbol.dispose]: dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

interface Tool {
  readonly xmllint: string;
  readonly schema: string;
  readonly folder: string;
}

function hold(report: MessageReport, bytes: Uint8Array, { xmllint, schema, folder }: Tool): MessageReport {
  const document = documentIn(bytes);
  if (document === undefined) return report;
  const { status, stderr } = spawnSync(xmllint, ['--noout', '--nonet', '--schema', schema, '-'], {
    input: document,
    encoding: 'utf8',
    maxBuffer: mostBytes,
  });
  if (status === 0) return report;
  if (status === null || !invalid.includes(status))
    throw unusable(folder, 'they could not be used as they are');
  const findings = [...report.findings, ...findingsOf(stderr)];
  const verdict = findings.some(({ severity }) => severity === 'error') ? 'refused' : report.verdict;
  return {
    ...report,
    verdict,
    findings: findings.toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
}

function noXmllint(): never {
  throw new HarnessError('Schemas need the program xmllint, which is not on this machine.', {
    code: 'SETUP_MISSING',
    stage: 'setup',
    hint: 'apt-get install libxml2-utils (Debian), brew install libxml2 (macOS); or leave out --schemas.',
  });
}
