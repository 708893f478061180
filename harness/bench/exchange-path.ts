import type { Roster } from '#harness/common/roster.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { loadPairs, withLoadParties } from '#harness/load/load-parties.ts';
import type { HelseIdClient } from '#mocks/kit/helse-id/helse-id-client.ts';
import { ofOneOrganisation } from '#mocks/kit/helse-id/of-one-organisation.ts';
import { startHelseId } from '#mocks/kit/helse-id/start-helse-id.ts';
import type { Figure } from './bench-line.ts';
import { letters } from './letters.ts';
import { startChild } from './start-child.ts';
import { startExchange } from './start-exchange.ts';
import { describeRounds, interleaved, median } from './statistics.ts';
import { walkMessages } from './walk-messages.ts';

const walkers = 8;
// Short and many: a slow spell of the machine then hits neighbours of both kinds.
const rounds = 24;
const roundMs = 400;
const unit = 'messages/s';

/**
 * Whole messages per second through the exchange's load port, against the same path on a bare fastify server with
 * a Map: same client, same letters, both as processes of their own, in turn.
 */
export const exchangePath: Figure = {
  name: 'exchange.path.direct',
  unit,
  goal: 0.8,
  better: 'higher',
  measure: async (tell) => {
    const roster = withLoadParties(loadEnvironment('local').roster, walkers);
    await using exchange = await startExchange({ roster });
    return await compare(exchange.url, roster, tell);
  },
};

/**
 * The same with the check of tokens: each request has HelseID's token and a proof of its own. The bare server gets them
 * too and does not look, so that making them costs both alike.
 */
export const exchangePathWithTokens: Figure = {
  name: 'exchange.path.tokens',
  unit,
  goal: 0.5,
  better: 'higher',
  measure: async (tell) => {
    const roster = ofOneOrganisation(withLoadParties(loadEnvironment('local').roster, walkers));
    await using helseId = await startHelseId(roster);
    const { origins, client } = helseId;
    await using exchange = await startExchange({ roster, origins, settings: { tokenCheck: 'always' } });
    return await compare(exchange.url, roster, tell, client);
  },
};

async function compare(
  exchange: string,
  roster: Roster,
  tell: (line: string) => void,
  helseId?: HelseIdClient,
): Promise<{ ours: number; reference: number }> {
  const pairs = loadPairs(roster, walkers);
  const documentWith = letters(pairs, roster.people);
  await using reference = await startChild(inProject('harness', 'bench', 'reference-exchange.ts'));
  const tokens = helseId === undefined ? {} : { helseId };
  const through = (url: string) => () =>
    walkMessages({ url, pairs, documentWith, durationMs: roundMs, ...tokens });
  const ours = through(exchange);
  const bare = through((reference.ready as { url: string }).url);
  await interleaved(4, ours, bare);
  const seen = await interleaved(rounds, ours, bare);
  tell(`exchange: ${describeRounds(seen.ours, unit)}; bare: ${describeRounds(seen.reference, unit)}`);
  return { ours: median(seen.ours), reference: median(seen.reference) };
}
