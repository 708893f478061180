import { z } from 'zod';
import { registerAuthorization } from '#harness/common/register-test-user.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import type { Party } from '#harness/messages/letter.ts';
import { parseXml } from '#harness/messages/parse-xml.ts';
import type { XmlElement } from '#harness/messages/xml-element.ts';
import { fetchWithToken } from '#mocks/kit/helse-id/fetch-with-token.ts';
import type { HelseIdCredentials } from '#mocks/kit/helse-id/helse-id-credentials.ts';
import { addressRegisterApi } from '#mocks/kit/helse-id/nhn-apis.ts';
import { participantHelseId } from '#mocks/kit/helse-id/participant-helse-id.ts';

/** What the address register says about a HER-id that a letter is meant for. */
export type FoundReceiver =
  | { readonly outcome: 'found'; readonly party: Party }
  | { readonly outcome: 'unknown-receiver' }
  | { readonly outcome: 'inactive-receiver' };

const action =
  'http://register.nhn.no/CommunicationParty/ICommunicationPartyService/GetCommunicationPartyDetails';

/** The fields of the REST lookup that address a message; -1 stands for "none" there. */
const lookupSchema = z.object({
  communicationParty: z.object({
    HerId: z.int(),
    Name: z.string(),
    ParentHerId: z.int(),
    ParentName: z.string().nullish(),
    ParentOrganizationNumber: z.int(),
  }),
});

/**
 * Looks a receiver up: by SOAP whether it exists and is active, then by REST its name and organisation.
 * The function throws PARTICIPANT_DOWN when the register does not answer as documented, or HelseID gives no token.
 * @param helseId whose tokens go to REST, where the environment has HelseID; SOAP has a user of its own
 */
export function receiverLookup(
  config: ServiceConfig,
  helseId: HelseIdCredentials,
): (herId: string) => Promise<FoundReceiver> {
  const ask = registerCaller(config, helseId);
  return async (herId) => {
    const details = await ask('soap', '/v1/Ar', {
      method: 'POST',
      headers: {
        authorization: registerAuthorization,
        'content-type': `application/soap+xml; charset=utf-8; action="${action}"`,
      },
      body: envelope(herId),
    });
    const state = readDetails(details.body);
    if (state !== 'active') return { outcome: state };
    const lookup = await ask('rest', `/CommunicationParties/${herId}`, {});
    return lookup.status === 404
      ? { outcome: 'unknown-receiver' }
      : { outcome: 'found', party: readParty(lookup.body) };
  };
}

const envelope = (herId: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>
<GetCommunicationPartyDetails xmlns="http://register.nhn.no/CommunicationParty"><herId>${herId}</herId></GetCommunicationPartyDetails>
</s:Body></s:Envelope>`;

function readDetails(xml: string): 'active' | 'unknown-receiver' | 'inactive-receiver' {
  const body = find(parseOrThrow(xml), 'Body');
  const result = find(body, 'GetCommunicationPartyDetailsResponse', 'GetCommunicationPartyDetailsResult');
  if (result !== undefined) return find(result, 'Active')?.text === 'true' ? 'active' : 'inactive-receiver';
  if (find(body, 'Fault', 'Detail', 'GenericFault', 'ErrorCode')?.text === 'InvalidHerIdSupplied') {
    return 'unknown-receiver';
  }
  throw registerDown('its SOAP answer was neither a party nor the fault for an unknown HER-id');
}

function parseOrThrow(xml: string): XmlElement {
  try {
    return parseXml(xml);
  } catch (cause) {
    throw registerDown('its SOAP answer was not readable XML', cause);
  }
}

/** The element at the end of a path of names; envelope and content are of different namespaces. */
const find = (from: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined =>
  path.reduce<XmlElement | undefined>(
    (parent, name) => parent?.children.find((child) => child.name === name),
    from,
  );

function readParty(json: string): Party {
  const { communicationParty: party } = lookupSchema.parse(JSON.parse(json));
  const isTop = party.ParentHerId === -1;
  return {
    organisationName: party.ParentName ?? party.Name,
    organisationHerId: String(isTop ? party.HerId : party.ParentHerId),
    ...(party.ParentOrganizationNumber === -1
      ? {}
      : { organisationNumber: String(party.ParentOrganizationNumber) }),
    serviceName: party.Name,
    serviceHerId: String(party.HerId),
  };
}

type Ask = (
  endpoint: 'soap' | 'rest',
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string },
) => Promise<{ readonly status: number; readonly body: string }>;

/** A SOAP fault and "not found" are answers; everything else that is not 2xx means that the register is down. */
function registerCaller(config: ServiceConfig, helseId: HelseIdCredentials): Ask {
  const tokens = participantHelseId(config, helseId, addressRegisterApi.scope);
  return async (endpoint, path, { method = 'GET', headers = {}, body: sent }) => {
    const origin = config.origins[`${endpoint}.address-register`];
    if (origin === undefined) throw registerDown('it has no address in this environment');
    const request = { method, headers, body: sent };
    const response = await fetchWithToken(
      endpoint === 'rest' ? tokens : undefined,
      new URL(path, origin),
      request,
    ).catch((cause: unknown) => {
      if (cause instanceof HarnessError) throw cause;
      throw registerDown('the call failed', cause);
    });
    const body = await response.text();
    const isFault = response.headers.get('content-type')?.startsWith('application/soap+xml') === true;
    if (!response.ok && !isFault && !(endpoint === 'rest' && response.status === 404)) {
      throw registerDown(`it answered ${response.status}`);
    }
    return { status: response.status, body };
  };
}

const registerDown = (seen: string, cause?: unknown): HarnessError =>
  new HarnessError(`The address register should look a receiver up, but ${seen}.`, {
    code: 'PARTICIPANT_DOWN',
    stage: 'participants',
    hint: 'Look at the address register of this environment: is it started, and does a drift file change it?',
    participant: 'address-register',
    cause,
  });
