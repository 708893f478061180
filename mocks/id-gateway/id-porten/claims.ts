import { createHash, randomUUID } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import type { Person } from '#harness/common/roster.ts';
import { idPortenLevels, levels } from '../login/levels.ts';
import type { Settings } from '../settings.ts';
import { askedOf, keepAsked } from './asked.ts';

/** Who the people are to clients: the claims of id_token, userinfo and access token. */
export function claims({ clients }: Settings, people: readonly Person[]): Configuration {
  const pidOf = (role: string | undefined): string | undefined => people.find((p) => p.role === role)?.pid;
  return {
    acrValues: levels.map(idPortenLevels.acrOf),
    claims: {
      openid: ['sub', 'pid', 'locale', 'acr', 'amr', 'auth_time', 'jti'],
      profile: [],
    },
    findAccount: (ctx, role) => {
      const pid = pidOf(role);
      if (pid === undefined) return undefined;
      return {
        accountId: role,
        claims: (use) => ({
          sub: role,
          pid,
          locale: askedOf(ctx.oidc.entities.Grant).locale,
          ...(use === 'id_token' ? { jti: randomUUID() } : {}),
        }),
      };
    },
    pairwiseIdentifier: (_ctx, role, { clientId }) => pairwiseSub(clientId, role),
    // In the access token where it is a JWT, and at introspection.
    extraTokenClaims: (ctx, token) => {
      const code = ctx.oidc.entities.AuthorizationCode;
      const client = clients.find(({ clientId }) => clientId === token.clientId);
      return {
        pid: pidOf(code?.accountId),
        acr: code?.acr,
        client_amr: ctx.oidc.client?.clientAuthMethod,
        ...organisation('consumer', client?.organisationNumber),
        ...organisation('supplier', client?.supplierNumber),
      };
    },
  };
}

/** What a client knows a person by. */
export const pairwiseSub = (clientId: string, role: string): string =>
  createHash('sha256').update(`${clientId} ${role}`).digest('base64url');

type Grant = InstanceType<KoaContextWithOIDC['oidc']['provider']['Grant']>;

const organisation = (claim: string, number: string | undefined): object =>
  number === undefined ? {} : { [claim]: { authority: 'iso6523-actorid-upis', ID: `0192:${number}` } };

/** The grant of a person to a client, without asking: all scopes, but for the claims left out. */
export async function grantAll(
  ctx: KoaContextWithOIDC,
  { omitClaims }: Settings,
): Promise<Grant | undefined> {
  const { client, session, account, provider, params } = ctx.oidc;
  if (client === undefined || account === undefined) return undefined;
  const known = session?.grantIdFor(client.clientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing !== undefined) {
    keepAsked(existing, params ?? {});
    await existing.save();
    return existing;
  }
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  keepAsked(grant, params ?? {});
  grant.addOIDCScope('openid profile');
  if (omitClaims.length > 0) grant.rejectOIDCClaims(omitClaims);
  await grant.save();
  return grant;
}
