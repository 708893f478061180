import type { Environment } from '#harness/environment/environment.ts';
import { openRunDirectory } from '#harness/participants/run-directory.ts';
import { startParticipants } from '#harness/participants/start-participants.ts';
import { loadPairs, withLoadParties } from '#harness/load/load-parties.ts';
import { localOnFreePorts } from '#harness/participants/local-on-free-ports.ts';
import type { Figure } from './bench-line.ts';
import { letters } from './letters.ts';
import { describeRounds, interleaved, median } from './statistics.ts';
import { walkMessages, type Connect } from './walk-messages.ts';

const walkers = 8;
const rounds = 8;
const roundMs = 1_000;
const unit = 'messages/s';
const exchange = 'message-exchange';

/**
 * Whole messages per second as scenarios send them, through front and WireMock, against the load port of the same
 * exchange. It is reported, so that a tester knows what a scenario can expect; the goal is only that it is no standstill.
 */
export const exchangePathWiremock: Figure = {
  name: 'exchange.path.wiremock',
  unit,
  goal: 0.02,
  better: 'higher',
  measure: async (tell) => {
    const environment = withoutTokens(await localOnFreePorts());
    await using run = await openRunDirectory(`bench-exchange-${process.pid}`);
    await using participants = await startParticipants(environment, {
      ...{ runId: run.runId, runDir: run.path, backend: 'process' },
      progress: () => undefined,
    });
    const pairs = loadPairs(environment.roster, walkers);
    const documentWith = letters(pairs, environment.roster.people);
    const through = (url: string | undefined, connect?: Connect) => () =>
      walkMessages({
        ...{ url: url ?? '', pairs, documentWith, durationMs: roundMs },
        ...(connect === undefined ? {} : { connect }),
      });
    const whole = through(participants.origins[exchange], { ca: participants.ca, host: '127.0.0.1' });
    const direct = through(participants.serviceUrls[exchange]);
    await interleaved(2, whole, direct);
    const seen = await interleaved(rounds, whole, direct);
    tell(
      `through front and WireMock: ${describeRounds(seen.ours, unit)}; load port: ${describeRounds(seen.reference, unit)}`,
    );
    return { ours: median(seen.ours), reference: median(seen.reference) };
  },
};

/** Both ways without the check of tokens, whose price has a figure of its own. */
function withoutTokens(environment: Environment): Environment {
  const settings = { ...environment.participants[exchange].settings, tokenCheck: 'never' };
  return {
    ...environment,
    roster: withLoadParties(environment.roster, walkers),
    participants: {
      ...environment.participants,
      [exchange]: { ...environment.participants[exchange], settings },
    },
  };
}
