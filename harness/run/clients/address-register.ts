import { Builder, parseStringPromise, processors } from 'xml2js';
import { z } from 'zod';
import { registerAuthorization } from '#harness/common/register-test-user.ts';
import { addressRegisterApi } from '#mocks/kit/helse-id/nhn-apis.ts';
import { apiTokens, type TokenAccess } from './api-tokens.ts';

const operation = 'GetCommunicationPartyDetails';
const action = `http://register.nhn.no/CommunicationParty/ICommunicationPartyService/${operation}`;
const namespace = 'http://register.nhn.no/CommunicationParty';

/** A communication party without what differs by environment: who it is, is told by role. */
export const registeredParty = z.strictObject({
  status: z.int(),
  active: z.boolean().nullable(),
  name: z.string().nullable(),
  type: z.string().nullable(),
  hasParent: z.boolean(),
});
export type RegisteredParty = z.infer<typeof registeredParty>;

const restAnswer = z.looseObject({
  communicationParty: z.looseObject({
    Active: z.boolean(),
    Name: z.string(),
    Type: z.unknown(),
    ParentHerId: z.number(),
  }),
  type: z.string(),
});

/** The address register as a reader sees it (facts/domain.md 3.2, 3.3). */
export interface AddressRegisterClient {
  byRest(role: string): Promise<RegisteredParty>;
  bySoap(role: string): Promise<{ fault: string | null; active: boolean | null; name: string | null }>;
}

export function createAddressRegisterClient(access: TokenAccess): AddressRegisterClient {
  const { call, environment, origins } = access;
  const { roster, participants } = environment;
  const tokens = apiTokens(access, addressRegisterApi.scope);
  // A real register's credentials are the guard's to add.
  const isMock = participants['address-register'].as === 'mock';
  const herIdOf = (role: string): string => {
    const party = roster.parties.find((candidate) => candidate.role === role);
    if (party === undefined) throw new Error(`No party of the roster has the role "${role}".`);
    return party.herId;
  };
  return {
    async byRest(role) {
      const path = `/CommunicationParties/${herIdOf(role)}`;
      const url = new URL(path, origins['rest.address-register']).href;
      const headers = { ...(await tokens?.headersFor('GET', url)) };
      const response = await call('rest.address-register', path, { headers });
      if (response.status() !== 200) {
        return { status: response.status(), active: null, name: null, type: null, hasParent: false };
      }
      const { communicationParty: party, type } = restAnswer.parse(await response.json());
      return { status: 200, active: party.Active, name: party.Name, type, hasParent: party.ParentHerId > 0 };
    },
    async bySoap(role) {
      const response = await call('soap.address-register', '/v1/Ar', {
        method: 'POST',
        headers: {
          ...(isMock ? { authorization: registerAuthorization } : {}),
          'content-type': `application/soap+xml; charset=utf-8; action="${action}"`,
        },
        data: soapRequest(herIdOf(role)),
      });
      return readSoap(await response.text());
    },
  };
}

function soapRequest(herId: string): string {
  return new Builder({ headless: true, renderOpts: { pretty: false } }).buildObject({
    's:Envelope': {
      $: {
        'xmlns:s': 'http://www.w3.org/2003/05/soap-envelope',
        'xmlns:a': 'http://www.w3.org/2005/08/addressing',
      },
      's:Header': { 'a:Action': action },
      's:Body': { [operation]: { $: { xmlns: namespace }, herId } },
    },
  });
}

async function readSoap(
  xml: string,
): Promise<{ fault: string | null; active: boolean | null; name: string | null }> {
  const options = { explicitArray: false, ignoreAttrs: true, tagNameProcessors: [processors.stripPrefix] };
  const answer = z
    .looseObject({ Envelope: z.looseObject({ Body: z.record(z.string(), z.unknown()) }) })
    .parse(await parseStringPromise(xml, options));
  const body = answer.Envelope.Body;
  const result = z
    .looseObject({ [`${operation}Result`]: z.looseObject({ Active: z.string(), Name: z.string() }) })
    .safeParse(body[`${operation}Response`]);
  if (result.success) {
    const party = result.data[`${operation}Result`] as { Active: string; Name: string };
    return { fault: null, active: party.Active === 'true', name: party.Name };
  }
  const code = /<(?:\w+:)?ErrorCode[^>]*>([^<]*)</.exec(xml)?.[1];
  return { fault: code ?? 'fault without ErrorCode', active: null, name: null };
}
