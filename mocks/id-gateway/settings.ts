import { z } from 'zod';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import {
  defaultHelseIdClients,
  helseIdSettingsSchema,
  organisationOf,
  type HelseIdSettings,
} from './helse-id/settings.ts';

const oneHost = (uris: readonly string[]): boolean =>
  new Set(uris.map((uri) => new URL(uri).host)).size === 1;

const clientSchema = z.strictObject({
  clientId: z.string().min(1),
  /** What the login page calls it; the client id when absent. */
  name: z.string().optional(),
  /** Basic or post. Without it and without `jwks` the client is public. */
  clientSecret: z.string().min(1).optional(),
  /** Public keys of a client that authenticates by private_key_jwt. */
  jwks: z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())).min(1) }).optional(),
  /** Exact. All of one host: oidc-provider asks for that where `sub` is pairwise. */
  redirectUris: z.array(z.url()).min(1).refine(oneHost, 'All redirect URIs of a client must have one host.'),
  postLogoutRedirectUris: z.array(z.url()).default([]),
  /**
   * Told by ID-porten, in an iframe, that the person logs out. A client that has one gets the claim `sid`, by which it
   * knows the session: its cookies are not sent there.
   */
  frontchannelLogoutUri: z.url().optional(),
  /** Neither lets in by a session that other clients share, nor lets them in by its own (ID-porten: isolert SSO). */
  isolatedSession: z.boolean().default(false),
  /** The consumer in access tokens. */
  organisationNumber: z.string().optional(),
  /** The supplier in access tokens. */
  supplierNumber: z.string().optional(),
});
export type ClientSettings = z.infer<typeof clientSchema>;

/** Settings of the ID gateway, from the environment file and the drift file; outermost those of ID-porten. */
export const settingsSchema = z.strictObject({
  clients: z.array(clientSchema).optional(),
  login: z.enum(['TestID', 'MinID']).default('TestID'),
  /** Claims that id_token and userinfo lack: for drift. */
  omitClaims: z.array(z.enum(['pid', 'locale', 'acr', 'amr', 'auth_time', 'jti'])).default([]),
  /** The form of `amr` in id_tokens: an array as in OpenID Connect, or one string as in ID-porten's own example. */
  amr: z.enum(['array', 'string']).default('array'),
  /** Whether access tokens can be read by whom they are for, or only introspected. */
  accessTokens: z.enum(['jwt', 'opaque']).default('jwt'),
  /** Life of id_token and access token. */
  tokenLifetimeSeconds: z.int().min(1).max(86_400).default(599),
  helseId: helseIdSettingsSchema.prefault({}),
});
export type Settings = Omit<z.infer<typeof settingsSchema>, 'clients' | 'helseId'> & {
  readonly clients: readonly ClientSettings[];
  readonly helseId: HelseIdSettings;
};

/** The settings of a service config, with the clients that every environment has when it names none. */
export function readSettings(config: ServiceConfig): Settings {
  const parsed = settingsSchema.safeParse(config.settings);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `settings.${issue.path.join('.')}: ${issue.message}`);
    throw new HarnessError(`The settings of id-gateway are not valid: ${problems.join('; ')}`, {
      code: 'ENVIRONMENT_INVALID',
      stage: 'participants',
      participant: 'id-gateway',
      hint: 'Correct participants.id-gateway.settings in the environment or drift file.',
    });
  }
  const { clients, helseId } = parsed.data;
  return {
    ...parsed.data,
    clients: clients ?? defaultClients(config),
    helseId: { ...helseId, clients: helseId.clients ?? defaultHelseIdClients(config) },
  };
}

function defaultClients(config: ServiceConfig): ClientSettings[] {
  const portal = config.origins['citizen-portal'];
  // The portal belongs to the organisation that receives letters.
  const organisationNumber = organisationOf('receiver', config);
  const harness: ClientSettings = {
    clientId: 'verdikjede',
    name: 'Verdikjede',
    // Never requested: the harness stops at the redirect to it.
    redirectUris: ['https://harness.verdikjede.test/callback'],
    postLogoutRedirectUris: [],
    isolatedSession: false,
  };
  if (portal === undefined) return [harness];
  return [
    {
      clientId: 'citizen-portal',
      name: 'Innbyggerportalen',
      clientSecret: 'local-secret-citizen-portal',
      redirectUris: [`${portal}/callback`],
      postLogoutRedirectUris: [`${portal}/`],
      isolatedSession: false,
      ...(organisationNumber === undefined ? {} : { organisationNumber }),
    },
    harness,
  ];
}
