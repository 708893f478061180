import { Command } from 'commander';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { writeAttestation } from '#harness/attestation/attestation-file.ts';
import { keyName } from '#harness/audit/audit-paths.ts';
import { generateAuditKey, signerOf } from '#harness/audit/checkpoint-key.ts';
import { systemClock } from '#harness/common/clock.ts';
import type { Environment } from '#harness/environment/environment.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { confirmationOf } from '#harness/purge/confirmation.ts';
import { erasersOf } from '#harness/purge/erasers-of.ts';
import { purge, type PurgedPlace } from '#harness/purge/purge.ts';
import { newRunId } from '#harness/run/run-id.ts';
import { HarnessError } from '../../errors.ts';
import { fetchThroughGuard } from '../fetch-through-guard.ts';
import { readGiven } from '../given-file.ts';
import { findOpenMocks } from '../open-in-browser.ts';
import { evidencePlace } from '../run-store.ts';
import { heading, say } from '../terminal.ts';

/** `verdikjede purge [environment]` */
export function purgeCommand(): Command {
  return new Command('purge')
    .description(
      'delete the test data of a test environment that is up, look for leftovers, and sign that none are',
    )
    .argument('[environment]', 'name or file of an environment of mode test', 'local')
    .addHelpText(
      'after',
      `
Examples:
  $ npx verdikjede purge                     in another terminal, while \`mocks up\` runs
  $ npx verdikjede attestation verify reports/output/evidence/purge-…/deletion.json

Exit codes:
  0 nothing is left, and that is signed · 1 something is left · 2 wrong use, or an environment of mode verify
  3 a participant did not answer, or is real and has no driver for deletion`,
    )
    .action(async (name: string) => {
      process.exitCode = await purgeEnvironment(loadEnvironment(name));
    });
}

async function purgeEnvironment(environment: Environment): Promise<number> {
  refuseVerify(environment);
  const context = findOpenMocks(environment.file);
  if (context === undefined) throw notUp(environment);
  heading(`Delete test data: ${environment.title.en}`);
  const { erasers, notCovered } = await erasersOf({
    environment,
    context,
    fetch: fetchThroughGuard(context),
  });
  const startedAt = systemClock.now();
  const places = await purge(erasers, systemClock);
  for (const place of places) tell(place);
  for (const { participant, because } of notCovered) say(`    not covered ${participant}: ${because}`);
  const confirmation = confirmationOf({
    ...{ environment, run: context.runId, startedAt, endedAt: systemClock.now(), places, notCovered },
    tester: evidencePlace.tester ?? 'not told',
  });
  if (confirmation === undefined) {
    say('✖ Something is left: nothing is confirmed.');
    return 1;
  }
  say(`Confirmation of deletion: ${relative(process.cwd(), keepConfirmation(confirmation))}`);
  const open = notCovered.filter(({ needsDriver }) => needsDriver);
  if (open.length === 0) return 0;
  const names = open.map(({ participant }) => participant).join(' and ');
  say(`✖ Not deleted: what lies in ${names}. Delete it there by hand, or name a driver that can.`);
  return 3;
}

function tell({ place, removed, left }: PurgedPlace): void {
  const counts = Object.entries(removed).map(([kind, count]) => `${count} × ${kind}`);
  say(`    ${place}: ${counts.length === 0 ? 'nothing was there' : `removed ${counts.join(', ')}`}`);
  for (const { kind, id } of left) say(`    ✖ left in ${place}: ${kind} ${id}`);
}

/** Signs with the site's key, or with one that is made for this deletion; the public key lies beside it. */
function keepConfirmation(confirmation: object): string {
  const { keyFile, folder } = evidencePlace;
  const signer = signerOf(keyFile === undefined ? generateAuditKey() : readGiven(keyFile), keyName);
  const own = join(folder, `purge-${newRunId()}`);
  mkdirSync(own, { recursive: true });
  const file = join(own, 'deletion.json');
  writeAttestation(file, confirmation, signer);
  writeFileSync(`${file}.pub`, `${signer.key.text}\n`, { mode: 0o444 });
  return file;
}

function refuseVerify({ name, mode }: Environment): void {
  if (mode === 'test') return;
  throw new HarnessError(`${name} is of mode ${mode}: nothing is ever deleted there, and nothing was.`, {
    code: 'ENVIRONMENT_REFUSED',
    stage: 'participants',
    hint: 'Name an environment of mode test: npx verdikjede purge local',
  });
}

const notUp = ({ name }: Environment): HarnessError =>
  new HarnessError(
    `${name} is not up, so what it keeps cannot be reached; mocks keep nothing when they are down.`,
    {
      code: 'USAGE',
      stage: 'participants',
      hint: `Run in another terminal: npx verdikjede mocks up --environment ${name}`,
    },
  );
