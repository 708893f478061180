import { createHash, randomUUID } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Person } from '#harness/common/roster.ts';
import { idPortenLevels, levels } from '../login/levels.ts';
import type { Settings } from '../settings.ts';

/** Who the people are to clients: the claims of id_token, userinfo and access token. */
export function claims({ clients }: Settings, people: readonly Person[]): Configuration {
  const pidOf = (role: string | undefined): string | undefined => people.find((p) => p.role === role)?.pid;
  return {
    acrValues: levels.map(idPortenLevels.acrOf),
    claims: {
      openid: ['sub', 'pid', 'locale', 'acr', 'amr', 'auth_time', 'jti'],
      profile: [],
    },
    findAccount: (_ctx, role) => {
      const pid = pidOf(role);
      if (pid === undefined) return undefined;
      return {
        accountId: role,
        claims: (use) => ({
          sub: role,
          pid,
          locale: 'nb',
          ...(use === 'id_token' ? { jti: randomUUID() } : {}),
        }),
      };
    },
    pairwiseIdentifier: (_ctx, role, client) =>
      createHash('sha256').update(`${client.clientId} ${role}`).digest('base64url'),
    // Access tokens are opaque, which ID-porten allows; these are seen at introspection.
    extraTokenClaims: (ctx, token) => {
      const code = ctx.oidc.entities.AuthorizationCode;
      const organisation = clients.find((client) => client.clientId === token.clientId)?.organisationNumber;
      return {
        pid: pidOf(code?.accountId),
        acr: code?.acr,
        client_amr: ctx.oidc.client?.clientAuthMethod,
        ...(organisation === undefined
          ? {}
          : { consumer: { authority: 'iso6523-actorid-upis', ID: `0192:${organisation}` } }),
      };
    },
  };
}

type Grant = InstanceType<KoaContextWithOIDC['oidc']['provider']['Grant']>;

/** The grant of a person to a client, without asking: all scopes, but for the claims left out. */
export async function grantAll(
  ctx: KoaContextWithOIDC,
  { omitClaims }: Settings,
): Promise<Grant | undefined> {
  const { client, session, account, provider } = ctx.oidc;
  if (client === undefined || account === undefined) return undefined;
  const known = session?.grantIdFor(client.clientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing !== undefined) return existing;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  grant.addOIDCScope('openid profile');
  if (omitClaims.length > 0) grant.rejectOIDCClaims(omitClaims);
  await grant.save();
  return grant;
}
