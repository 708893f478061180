import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '#harness/common/clock.ts';
import { HarnessError } from '#harness/errors.ts';
import { writeAuditLog, type AuditLog } from './audit-log.ts';
import { auditPaths, keyName } from './audit-paths.ts';
import type { Facts } from './audit-record.ts';
import { signerOf } from './checkpoint-key.ts';
import { openDurableFile, type DurableFile, type OpenDurableFile } from './durable-file.ts';
import { createRecordChain, type ChainClock } from './record-chain.ts';
import { recoverLog } from './recover-log.ts';
import { lockForWriting } from './writer-lock.ts';

export interface AuditLogOptions extends ChainClock {
  /** The log; its checkpoints and its public key lie beside it. */
  readonly path: string;
  /** The second place of the checkpoints, where the run cannot write. */
  readonly copyPath: string;
  /** Names this one log in its checkpoints. */
  readonly origin: string;
  /** Ed25519 private key, PKCS #8 PEM; never written anywhere. */
  readonly privateKey: string;
  /** What the first record says besides. */
  readonly opening: Facts;
  readonly clock?: Clock;
  readonly checkpointEvery?: number;
  /** How files are opened; tests let the disk fail. */
  readonly openFile?: OpenDurableFile;
}

/**
 * Opens a log, new or one that its writer could not close, as its only writer. Throws AUDIT_REFUSED when another
 * writes it or it was closed, AUDIT_DAMAGED when it is not as it was written; an unfinished last line is put aside.
 */
export async function openAuditLog(options: AuditLogOptions): Promise<AuditLog> {
  const { path, copyPath, origin, opening, openFile = openDurableFile } = options;
  const signer = signerOf(options.privateKey, keyName);
  for (const folder of [dirname(path), dirname(copyPath)]) await mkdir(folder, { recursive: true });
  const { checkpoints, key } = auditPaths(path);
  await using stack = new AsyncDisposableStack();
  const lock = stack.adopt(lockForWriting(path), (held) => held.release());
  const open = async (name: string): Promise<DurableFile> =>
    stack.adopt(await openFile(name), (file) => file.close());
  const [file, beside, copy] = [await open(path), await open(checkpoints), await open(copyPath)];
  const found = await recoverLog({ path, copyPath, key: signer.key, origin });
  await keepKey(key, signer.key.text);
  const log = writeAuditLog({
    ...{ chain: createRecordChain(options, found.head, found.count), origin, signer, lock },
    log: { path, file },
    places: [
      { path: checkpoints, file: beside },
      { path: copyPath, file: copy },
    ],
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.checkpointEvery === undefined ? {} : { checkpointEvery: options.checkpointEvery }),
  });
  const { size: records } = found.head;
  if (records === 0) await log.append('opened', { version: 1, origin, key: signer.key.text, ...opening });
  else await log.append('reopened', { records });
  for (const torn of found.torn) await log.append('torn', torn);
  stack.move();
  return log;
}

/** The public key beside the log, for whoever has no better source of it. */
async function keepKey(path: string, text: string): Promise<void> {
  if (!existsSync(path)) await writeFile(path, `${text}\n`, { flush: true });
  else if ((await readFile(path, 'utf8')) !== `${text}\n`) {
    throw new HarnessError(`${path} holds another key than the one that signs this log.`, {
      code: 'AUDIT_DAMAGED',
      stage: 'guard',
      hint: 'Write to a new folder, and find out who changed it.',
    });
  }
}
