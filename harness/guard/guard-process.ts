// The guard, a process of its own: node harness/guard/guard-process.ts <config.json>. Started by start-guard.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { generateCACertificate, getLocal, matchers, requestSteps, type Mockttp } from 'mockttp';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { numberHeader } from '#harness/common/guard-headers.ts';
import { createAllowance } from './allowance.ts';
import { auditLedger } from './audited-ledger.ts';
import { secretTexts } from './credentials/added-headers.ts';
import { confineProcess } from './confine-process.ts';
import { listenForStop } from './control-socket.ts';
import type { ArrivedRequest } from './forward.ts';
import { createGatekeeper, type Gatekeeper } from './gatekeeper.ts';
import { denialAnswer, onTheWire, render, type GuardAnswer } from './guard-answers.ts';
import { guardConfigSchema, guardSecretsSchema, guardStopLine, type GuardConfig } from './guard-config.ts';
import { createIdentitySearch } from './identity-search.ts';
import { noWatch, watchIdentities } from './identity-watch.ts';
import { openLedger } from './ledger-writer.ts';
import { guardTunnels, isBrokenRequest } from './guard-tunnels.ts';
import { scenarioOf } from './request-of.ts';
import { listenOnSocket } from './socket-listener.ts';
import { createStopSwitch } from './stop-switch.ts';
import { watchTunnels, type TunnelWatch } from './tunnel-watch.ts';

const config = guardConfigSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
confineProcess(config);
const { auditKey: privateKey, credentials } = await readSecrets();
const ledger = await auditLedger(
  openLedger(config.ledgerPath),
  privateKey === null ? undefined : { config, privateKey },
);
const stops = createStopSwitch(ledger, () => process.stdout.write(`${guardStopLine}\n`));
const watch =
  config.roster === null
    ? noWatch
    : watchIdentities(
        createIdentitySearch({
          ...{ mode: config.policy.mode, roster: config.roster },
          secrets: secretTexts(credentials),
        }),
        ledger,
        stops,
      );
const allowance = createAllowance(config.allowance, stops);
const gatekeeper = createGatekeeper(config.policy, {
  ...{ ledger, identities: watch, stops, allowance, credentials, headers: namesOf(config) },
});

const https = await generateCACertificate({
  subject: { commonName: `verdikjede guard ${config.runId}`, organizationName: 'verdikjede' },
});
writeFileSync(config.caPath, https.cert);
const server = getLocal({ https, http2: false, recordTraffic: false });
await server.start(0);
await addRequestRules(server, gatekeeper, config);
const tunnels = await addOtherRules(server, gatekeeper, config);
if (config.socketPath !== null) await listenOnSocket(config.socketPath, server.port);

const stop = async (): Promise<void> => {
  tunnels.settle();
  await server.stop();
  await gatekeeper.settled();
  await ledger.close();
  process.exit(0);
};
process.once('SIGTERM', () => void stop());
// Ctrl-C reaches the whole process group: the supervisor ends the guard after those who go through it.
process.on('SIGINT', () => undefined);
process.stdin
  .once('end', () => void stop())
  .once('error', () => void stop())
  .resume();
process.stdout.write(`${JSON.stringify({ ready: true, port: server.port })}\n`);
// Only now: who started it waits for that line first.
if (config.controlPath !== null) await listenForStop(config.controlPath, stops, () => ledger.acknowledged());
void allowance.watchWindow();

async function readSecrets() {
  const lines = createInterface(process.stdin);
  const [line] = (await once(lines, 'line')) as [string];
  lines.close();
  return guardSecretsSchema.parse(JSON.parse(line));
}

/** Both rules ask the same verdict, made once for a request. */
async function addRequestRules(proxy: Mockttp, keeper: Gatekeeper, { policy }: GuardConfig) {
  await proxy.addRequestRules({
    priority: 2,
    matchers: [new matchers.CallbackMatcher(async (request) => (await keeper.decide(request)).allow)],
    steps: [forwardStep(keeper)],
  });
  await proxy
    .forAnyRequest()
    .asPriority(1)
    .thenCallback(async (request) => {
      const verdict = await keeper.decide(request);
      if (verdict.allow) throw new Error('A request was allowed that no rule lets through.');
      if (verdict.instead === undefined) return replaced(denialAnswer(verdict.reason, policy.environment));
      const { statusCode, headers, body } = replaced(verdict.instead.answer);
      return { statusCode, headers: { ...headers, [numberHeader]: String(verdict.instead.number) }, body };
    });
}

/** Stands in for mockttp's own step, which sends what a URL parser made of a request. */
function forwardStep(keeper: Gatekeeper): requestSteps.PassThroughStep {
  const handle = async (request: ArrivedRequest & { body: { asBuffer(): Promise<Buffer> } }): Promise<void> =>
    keeper.forward(request, request.body.asBuffer());
  return Object.assign(new requestSteps.PassThroughStep(), { handle });
}

/** Added to all that leaves, so that a participant can tell the run; and who verifies, and as what, in percent encoding. */
function namesOf({ runId, audit }: GuardConfig): Record<string, string> {
  const tester = audit === undefined ? {} : { 'x-verdikjede-tester': named(audit.tester) };
  return { 'x-verdikjede-run': runId, ...tester };
}

function named({ person, function: as }: NonNullable<GuardConfig['audit']>['tester']): string {
  return encodeURI(person === null ? as : `${person}; ${as}`);
}

function replaced(answer: GuardAnswer) {
  const { headers, text } = render(answer);
  return { statusCode: answer.statusCode, headers, body: text };
}

const silentTunnel = 'A connection to where the environment has nothing, and nothing was asked for in it.';

/** What is no request of HTTP/1.1 is refused in both modes, and written down. */
async function addOtherRules(
  proxy: Mockttp,
  keeper: Gatekeeper,
  { policy }: GuardConfig,
): Promise<TunnelWatch> {
  const reason = 'Upgrades (WebSocket and others) are refused.';
  const { headers, text } = render(denialAnswer(reason, policy.environment));
  await proxy
    .forAnyWebSocket()
    .matching(({ method, destination, rawHeaders }) => {
      keeper.refuse({ method, ...destination, reason, scenario: scenarioOf(rawHeaders) });
      return true;
    })
    .thenRejectConnection(403, 'Forbidden', headers, text);
  const refuseTunnel = (reason: string, to = { hostname: 'unknown', port: 0 }): void =>
    keeper.refuse({ method: 'CONNECT', ...to, reason, scenario: null });
  const tunnels = watchTunnels(policy, (elsewhere) => refuseTunnel(silentTunnel, elsewhere));
  guardTunnels((odd) => {
    refuseTunnel(odd);
    return onTheWire(denialAnswer(odd, policy.environment));
  }, tunnels);
  await proxy.on('client-error', ({ errorCode, request }) => {
    if (!isBrokenRequest(errorCode)) return;
    const { hostname, port } = request.destination ?? { hostname: 'unknown', port: 0 };
    const strict = 'This is not HTTP/1.1 in its strict form.';
    keeper.refuse({ method: '?', hostname, port, reason: strict, scenario: null });
  });
  return tunnels;
}
