import type { EraserContext } from '#harness/common/drivers.ts';
import { endpointRefs, participantNames, type ParticipantName } from '#harness/common/participants.ts';
import type { Environment } from '#harness/environment/environment.ts';
import type { RunContext } from '#harness/environment/run-context.ts';
import { doorEraser } from './door-eraser.ts';
import type { Eraser } from './eraser.ts';
import { journalEraser } from './journal-eraser.ts';
import { siteEraser } from './site-eraser.ts';

/** A participant in which nothing is deleted, and why. */
export interface NotCovered {
  readonly participant: ParticipantName;
  readonly because: string;
  /** Whether somebody must see to it: it is real, and has no driver for deletion. */
  readonly needsDriver: boolean;
}

/** Ours with a deletion door, first the one that the others fetch from. */
const withDoor: readonly ParticipantName[] = [
  'message-exchange',
  'citizen-portal',
  'hospital-records',
  'id-gateway',
];

const withoutDoor: Readonly<Partial<Record<ParticipantName, string>>> = {
  'address-register': 'it keeps agreements between organisations, nothing of people or messages',
};

interface Up {
  readonly environment: Environment;
  /** Of the participants that are up. */
  readonly context: Pick<RunContext, 'serviceUrls' | 'wiremockAdminUrl' | 'origins'>;
  /** Reaches real systems through the guard. */
  readonly fetch: EraserContext['fetch'];
}

/** Where test data can be deleted in an environment that is up, in the order in which to do it, and where it cannot. */
export async function erasersOf({ environment, context, fetch }: Up): Promise<{
  readonly erasers: readonly Eraser[];
  readonly notCovered: readonly NotCovered[];
}> {
  const erasers: Eraser[] = [];
  const notCovered: NotCovered[] = [];
  const { people } = environment.roster;
  for (const name of inOrder()) {
    const { as } = environment.participants[name];
    if (as === 'absent') continue;
    const url = context.serviceUrls[name];
    if (as !== 'url') {
      const because = withoutDoor[name];
      if (because !== undefined || url === undefined)
        notCovered.push({ participant: name, because: because ?? 'it is not up', needsDriver: false });
      else erasers.push(doorEraser(name, url));
      continue;
    }
    const origin = context.origins[endpointRefs(name)[0] ?? name] ?? '';
    const eraser = await siteEraser(environment, name, { origin, fetch, people });
    if (eraser !== undefined) erasers.push(eraser);
    else notCovered.push({ participant: name, because: noDriver, needsDriver: true });
  }
  // Last: until here it has seen all that went on.
  if (context.wiremockAdminUrl !== null) erasers.push(journalEraser(context.wiremockAdminUrl));
  return { erasers, notCovered };
}

const noDriver = 'it is real, and no driver of the site says how test data is deleted there (createEraser)';

const inOrder = (): ParticipantName[] => [
  ...withDoor,
  ...participantNames.filter((name) => !withDoor.includes(name)),
];
