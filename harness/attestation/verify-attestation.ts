import { readFileSync } from 'node:fs';
import { parseCheckpointKey, type CheckpointKey } from '#harness/audit/checkpoint-key.ts';
import { canonicalJson } from '#harness/common/canonical-json.ts';
import { checkLog } from './check-log.ts';
import { isSignedBy, keyIdOf, readEnvelope, type Envelope } from './dsse.ts';
import { isDeletion, readStatement, type Statement } from './statement.ts';
import { testLists } from './verification.ts';
import type { Verification } from './verification.schema.ts';

/** Why an attestation is refused: each way to spoil it has a name of its own. */
export interface Refusal {
  readonly check: 'envelope' | 'key' | 'signature' | 'statement' | 'contradiction' | 'log' | 'change';
  readonly because: string;
}

/** What an attestation is worth. */
export interface AttestationReport {
  /** Empty when it is as it was signed, and agrees with all that it was held against. */
  readonly refusals: readonly Refusal[];
  /** What it says; null where nothing of it can be believed. */
  readonly statement: Statement | null;
  /** What it was held against. */
  readonly heldAgainst: readonly ('log' | 'change')[];
}

export interface VerifyAttestation {
  readonly file: string;
  /** Text of the public key. */
  readonly key: string;
  /** Path of the audit log. */
  readonly log?: string | undefined;
  /** SHA-256 of a change record's signed text. */
  readonly changeDigest?: string | undefined;
}

/** Checks an attestation offline, with nothing but the files. A file that cannot be read throws what the system does. */
export function verifyAttestation({
  file,
  key: keyText,
  log,
  changeDigest,
}: VerifyAttestation): AttestationReport {
  const refused = (check: Refusal['check'], because: string): AttestationReport => {
    return { refusals: [{ check, because }], statement: null, heldAgainst: [] };
  };
  const envelope = readEnvelope(readFileSync(file, 'utf8'));
  if (envelope === undefined)
    return refused('envelope', 'it is no DSSE envelope of a statement in canonical form');
  const key = parseCheckpointKey(keyText);
  if (key === undefined) return refused('key', 'the public key that it is checked with cannot be read');
  const unsigned = signatureProblem(envelope, key);
  if (unsigned !== undefined) return refused(...unsigned);
  const statement = readStatement(envelope);
  if (statement === undefined)
    return refused('statement', 'what was signed is no statement of ours in canonical form');
  const found = isDeletion(statement)
    ? [notAttested('log', log), notAttested('change', changeDigest)]
    : [
        contradiction(statement),
        log === undefined ? undefined : logRefusal(statement, log, key),
        changeDigest === undefined ? undefined : otherChange(statement, changeDigest),
      ];
  return {
    refusals: found.filter((refusal) => refusal !== undefined),
    statement,
    heldAgainst: [
      ...(log === undefined ? [] : (['log'] as const)),
      ...(changeDigest === undefined ? [] : (['change'] as const)),
    ],
  };
}

function signatureProblem(
  envelope: Envelope,
  key: CheckpointKey,
): readonly [Refusal['check'], string] | undefined {
  if (envelope.keyId !== keyIdOf(key))
    return ['key', 'it names another key than the one that it is checked with'];
  if (isSignedBy(envelope, key)) return undefined;
  return [
    'signature',
    'the signature does not fit what it says: one of them was changed, or another key signed',
  ];
}

/** Whoever holds the key can sign anything: what is signed must at least agree with itself. */
function contradiction({ predicate, subject }: Verification): Refusal | undefined {
  const { result, passedTests, failedTests, verdikjede } = predicate;
  const { scenarios, exitCode, auditLog, change } = verdikjede;
  const lists = testLists(scenarios);
  const agrees =
    (result === 'FAILED') === (exitCode !== 0) &&
    (result === 'FAILED' || (failedTests.length === 0 && auditLog.problem === null)) &&
    canonicalJson([passedTests, failedTests]) === canonicalJson([lists.passedTests, lists.failedTests]) &&
    (change === null || subject.some(({ digest }) => digest.sha256 === change.digest));
  if (agrees) return undefined;
  return { check: 'contradiction', because: 'its result does not agree with what it says of the run' };
}

/** A confirmation of deletion has no run behind it. */
function notAttested(check: 'log' | 'change', given: string | undefined): Refusal | undefined {
  if (given === undefined) return undefined;
  return { check, because: 'it confirms a deletion, and says nothing of an audit log or a change record' };
}

function logRefusal(
  { subject, predicate }: Verification,
  path: string,
  key: CheckpointKey,
): Refusal | undefined {
  const digest = subject.find(({ name }) => name === 'audit.jsonl')?.digest.sha256;
  const because = checkLog(path, { ...predicate.verdikjede.auditLog, digest, key });
  return because === undefined ? undefined : { check: 'log', because };
}

function otherChange({ predicate }: Verification, given: string): Refusal | undefined {
  const { change } = predicate.verdikjede;
  if (change?.digest === given) return undefined;
  const because =
    change === null
      ? 'it names no change record, and one was given'
      : 'the change record given is another than the one that it names, or was changed';
  return { check: 'change', because };
}
