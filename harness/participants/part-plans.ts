import type { Drift } from '#environments/drift.schema.ts';
import type { Environment } from '#harness/environment/environment.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { pathPattern } from '#harness/common/operations.ts';
import type { ParticipantName } from '#harness/common/participants.ts';
import type { FrontConfig, FrontName } from '#mocks/front/front-config.ts';
import type { AddressPlan, EndpointAddress } from './address-plan.ts';
import type { Layout, PartPlan } from './backend.ts';
import type { Certificates } from './endpoint-certificates.ts';
import { declarationOf } from './declarations.ts';
import { seedFor } from './plan/seed.ts';
import { driftStubs, operationsAt, proxyStubs } from './plan/stubs.ts';

export interface PartPlanOptions {
  readonly environment: Environment;
  readonly plan: AddressPlan;
  readonly drift: Drift | undefined;
  readonly layout: Layout;
  readonly certificates: Certificates;
}

/** Everything that an environment starts: WireMock first, which takes longest, a service each, the front. */
export function planParts(options: PartPlanOptions): PartPlan[] {
  const { plan, drift, layout } = options;
  const serviceOf = (name: ParticipantName) => ({
    host: layout.addressOf(name),
    port: plan.ports.services[name] ?? 0,
  });
  const stubs = plan.endpoints.flatMap((endpoint) =>
    proxyStubs(endpoint, declarationOf(endpoint.participant), serviceOf(endpoint.participant)),
  );
  return [
    {
      title: 'wiremock',
      kind: 'wiremock',
      port: plan.ports.wiremock,
      stubs: [...stubs, ...(drift === undefined ? [] : driftStubs(drift, plan.endpoints))],
    },
    ...plan.started.map((title) => ({
      title,
      kind: 'service' as const,
      config: serviceConfig(options, title),
    })),
    { title: 'front', kind: 'front', config: frontConfig(options, serviceOf) },
  ];
}

function serviceConfig(
  { environment, plan, drift, layout, certificates }: PartPlanOptions,
  name: ParticipantName,
): ServiceConfig {
  const { roster, standing } = seedFor(name, environment, drift);
  const fromDrift = (drift?.settings ?? []).filter(({ participant }) => participant === name);
  return {
    participant: name,
    listen: { host: layout.listenHost, port: plan.ports.services[name] ?? 0 },
    origins: { ...plan.origins },
    ...(layout.resolveTo === undefined ? {} : { resolveTo: layout.resolveTo }),
    endsWithStdin: layout.endsWithStdin,
    roster,
    standing,
    settings: Object.assign(
      {},
      name === 'id-gateway' ? { login: environment.login.method } : {},
      name === 'address-register' ? { certificateAuthority: certificates.business } : {},
      environment.participants[name].settings,
      ...fromDrift.map(({ set }) => set),
    ) as ServiceConfig['settings'],
  };
}

function frontConfig(
  { plan, drift, layout, certificates }: PartPlanOptions,
  serviceOf: (name: ParticipantName) => { host: string; port: number },
): FrontConfig {
  return {
    listen: { host: layout.listenHost, port: plan.ports.front },
    wiremock: { host: layout.addressOf('wiremock'), port: plan.ports.wiremock },
    names: plan.endpoints.map((endpoint): FrontName => {
      const leaf = certificates.leaves[endpoint.ref];
      const tls = drift?.tls.find(({ endpoint: ref }) => ref === endpoint.ref);
      const network = drift?.network.find(({ endpoint: ref }) => ref === endpoint.ref);
      return {
        host: endpoint.host,
        certificate: leaf?.certificate ?? '',
        key: leaf?.key ?? '',
        maxVersion: tls?.maxVersion ?? 'TLSv1.3',
        service: serviceOf(endpoint.participant),
        streams: streamsAt(endpoint),
        network: {
          latencyMs: network?.latencyMs ?? 0,
          reset: network?.reset ?? false,
          down: network?.down ?? false,
        },
      };
    }),
    endsWithStdin: layout.endsWithStdin,
  };
}

const streamsAt = (endpoint: EndpointAddress): string[] =>
  operationsAt(endpoint, declarationOf(endpoint.participant))
    .filter(({ stream }) => stream === true)
    .map(({ path }) => pathPattern(path).source);
