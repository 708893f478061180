import { z } from 'zod';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { testClients } from '#mocks/kit/helse-id/helse-id-credentials.ts';
import { addressRegisterApi, cppaApi, messageExchangeApi } from '#mocks/kit/helse-id/nhn-apis.ts';
import { testClientJwks } from '#mocks/kit/test-client-key.ts';

const organisationNumber = z.string().regex(/^[0-9]{9}$/);

const clientSchema = z.strictObject({
  clientId: z.string().min(1),
  /** What the login page calls it; the client id when absent. */
  name: z.string().optional(),
  /** Its public keys; those of the test key (mocks/kit/test-client-key.ts) when absent. */
  jwks: z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())).min(1) }).default(testClientJwks),
  redirectUris: z.array(z.url()).default([]),
  postLogoutRedirectUris: z.array(z.url()).default([]),
  /** What it may ask for; everything when absent. */
  scopes: z.array(z.string()).optional(),
  /** Whether it acts for its own organisation or, as a supplier, for those that it names. */
  tenancy: z.enum(['single-tenant', 'multi-tenant']).default('single-tenant'),
  organisationNumber,
  /** Claims of an API's own that its access tokens have, such as `herid`. */
  claims: z.record(z.string(), z.string()).default({}),
});
export type HelseIdClient = z.infer<typeof clientSchema>;

const apiSchema = z.strictObject({
  audience: z.string().min(1),
  scopes: z.array(z.string()).min(1),
  /** The claims about a person that tokens for it have; all that HelseID has when absent. */
  personClaims: z.array(z.string()).optional(),
});

const messageExchange = { audience: messageExchangeApi.audience, scopes: [messageExchangeApi.scope] };
const addressRegister = { audience: addressRegisterApi.audience, scopes: [addressRegisterApi.scope] };
const cppa = { audience: cppaApi.audience, scopes: [...cppaApi.scopes] };

/** Settings of endpoint `helse-id`. */
export const helseIdSettingsSchema = z.strictObject({
  clients: z.array(clientSchema).optional(),
  /** The APIs that tokens are for, with their scopes. */
  apis: z.array(apiSchema).default([messageExchange, addressRegister, cppa]),
  /** HPR numbers of people, by role. */
  hprNumbers: z.record(z.string(), z.string().regex(/^[0-9]{7,9}$/)).default({}),
  /** What the register of health personnel tells of people, by role: the JSON in `hpr_details`. */
  hprDetails: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  /** Header typ that client assertions may have; older clients say JWT. */
  assertionTypes: z.array(z.string()).min(1).default(['client-authentication+jwt']),
  /** Life of access tokens. */
  tokenLifetimeSeconds: z.int().min(1).max(86_400).default(600),
  refreshTokenLifetimeSeconds: z
    .int()
    .min(1)
    .max(86_400)
    .default(8 * 3600),
});
export type HelseIdSettings = Omit<z.infer<typeof helseIdSettingsSchema>, 'clients'> & {
  readonly clients: readonly HelseIdClient[];
};

/** Never requested: whoever logs in for the harness stops at the redirect to it. */
const harnessCallback = 'https://harness.verdikjede.test/callback';

/** The clients of every environment that names none: one for each organisation that exchanges messages. */
export function defaultHelseIdClients(config: ServiceConfig): HelseIdClient[] {
  const clients = [
    { clientId: testClients.sender, name: 'Journalsystemet', role: 'sender', at: 'hospital-records' },
    { clientId: testClients.receiver, name: 'Innbyggerportalen', role: 'receiver', at: 'citizen-portal' },
  ];
  return clients.flatMap(({ role, at, ...client }) => {
    const number = organisationOf(role, config);
    if (number === undefined) return [];
    const origin = config.origins[at];
    const own = origin === undefined ? [] : [`${origin}/callback`];
    return [
      clientSchema.parse({
        ...client,
        redirectUris: [harnessCallback, ...own],
        postLogoutRedirectUris: origin === undefined ? [] : [`${origin}/`],
        organisationNumber: number,
      }),
    ];
  });
}

/** The number of the organisation that a party of the roster is, or belongs to. */
export function organisationOf(role: string, { roster: { parties } }: ServiceConfig): string | undefined {
  const party = parties.find((candidate) => candidate.role === role);
  const parent = parties.find(({ herId }) => herId === party?.parentHerId);
  return party?.organisationNumber ?? parent?.organisationNumber;
}
