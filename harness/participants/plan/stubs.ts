import type { Drift } from '#environments/drift.schema.ts';
import { operationPattern, type Operation, type ParticipantDeclaration } from '#harness/common/operations.ts';
import type { EndpointAddress } from '../address-plan.ts';

/** A WireMock stub mapping, as its JSON goes. */
export type StubMapping = Record<string, unknown>;

/**
 * WireMock takes the lowest number first, and of equals the newest. Stubs that a scenario adds have its default, 5,
 * so they win over what is documented and lose to drift.
 */
const priority = { drift: 1, documented: 8, unexpected: 9 } as const;

const answersFor = (endpoint: EndpointAddress) => ({ host: { equalTo: endpoint.host } });

/** A proxy stub per documented operation of this endpoint, and one below them all for what nobody documented. */
export function proxyStubs(
  endpoint: EndpointAddress,
  declaration: ParticipantDeclaration,
  service: { readonly host: string; readonly port: number },
): StubMapping[] {
  const response = { proxyBaseUrl: `http://${service.host}:${service.port}` };
  const { participant } = endpoint;
  const documented = operationsAt(endpoint, declaration).flatMap((operation) =>
    headerMatchers(operation).map((headers) => ({
      name: `${participant}: ${operation.id}`,
      priority: priority.documented,
      request: {
        ...answersFor(endpoint),
        method: operation.method,
        urlPathPattern: operationPattern(operation).source,
        ...headers,
      },
      response,
      metadata: { verdikjede: { participant, operation: operation.id } },
    })),
  );
  return [
    ...documented,
    {
      name: `${participant}: not documented`,
      priority: priority.unexpected,
      request: { ...answersFor(endpoint), method: 'ANY', urlPattern: '.*' },
      response,
      metadata: { verdikjede: { participant, unexpected: true } },
    },
  ];
}

/** The operations that are documented for one endpoint of a participant. */
export function operationsAt(
  endpoint: EndpointAddress,
  declaration: ParticipantDeclaration,
): readonly Operation[] {
  return declaration.operations.filter((operation) =>
    operation.endpoint === undefined
      ? endpoint.ref === endpoint.participant
      : endpoint.ref === `${operation.endpoint}.${endpoint.participant}`,
  );
}

/** SOAP 1.1 says its action in a header of its own, SOAP 1.2 in the content type: a stub for each. */
function headerMatchers(operation: Operation): { headers?: Record<string, unknown> }[] {
  if (operation.soapAction === undefined) return [{}];
  return ['SOAPAction', 'Content-Type'].map((header) => ({
    headers: { [header]: { contains: operation.soapAction } },
  }));
}

/** The stubs of a drift file, each held to its endpoint and put before everything else. */
export function driftStubs(drift: Drift, endpoints: readonly EndpointAddress[]): StubMapping[] {
  return drift.stubs.flatMap(({ endpoint: ref, mapping }) => {
    const endpoint = endpoints.find((known) => known.ref === ref);
    if (endpoint === undefined) return [];
    const request = typeof mapping['request'] === 'object' ? mapping['request'] : {};
    return [
      {
        ...mapping,
        priority: priority.drift,
        request: { ...request, ...answersFor(endpoint) },
        metadata: { verdikjede: { participant: endpoint.participant, drift: true } },
      },
    ];
  });
}
