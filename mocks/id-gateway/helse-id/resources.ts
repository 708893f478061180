import { errors, type Client, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { identityScopes } from './claims.ts';
import type { HelseIdSettings } from './settings.ts';

type ResourceIndicators = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>;

/** Stands for all APIs together where a client names none: the audience then follows from the scopes. */
export const everyApi = (issuer: string): string => `${issuer}/resources`;

/** Access tokens are JWTs for the API that the client names as `resource`, or for those whose scopes it asks for. */
export function resourceIndicators(issuer: string, settings: HelseIdSettings): ResourceIndicators {
  return {
    enabled: true,
    defaultResource: (_ctx, _client, oneOf) => oneOf ?? everyApi(issuer),
    useGrantedResource: () => true,
    getResourceServerInfo: (ctx, resource, client) => {
      checkScopes(ctx, client, settings);
      const apis = settings.apis.filter(({ audience }) => [audience, everyApi(issuer)].includes(resource));
      if (apis.length === 0) throw new errors.InvalidTarget();
      return {
        scope: [...identityScopes, ...apis.flatMap(({ scopes }) => scopes)].join(' '),
        audience: resource,
        accessTokenFormat: 'jwt',
        accessTokenTTL: settings.tokenLifetimeSeconds,
        jwt: { sign: { alg: 'RS256' } },
      };
    },
  };
}

/** Throws `invalid_scope` for a scope that does not exist, is not the client's, or is a person's without a person. */
export function checkScopes(ctx: KoaContextWithOIDC, client: Client, settings: HelseIdSettings): void {
  const { scope, grant_type: grant } = ctx.oidc.params ?? {};
  const asked = typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [];
  const ofApis = settings.apis.flatMap(({ scopes }) => scopes);
  const known = grant === 'client_credentials' ? ofApis : [...identityScopes, ...ofApis];
  const allowed = settings.clients.find(({ clientId }) => clientId === client.clientId)?.scopes ?? known;
  const wrong = asked.find((one) => !known.includes(one) || !allowed.includes(one));
  if (wrong !== undefined) throw new errors.InvalidScope('requested scope is not allowed', wrong);
}

/** The claims about a person that the APIs of these scopes ask for; undefined where any of them takes all. */
export function wantedBy(
  scope: string | undefined,
  { apis }: HelseIdSettings,
): readonly string[] | undefined {
  const scopes = (scope ?? '').split(' ');
  const asked = apis.filter((api) => api.scopes.some((one) => scopes.includes(one)));
  const lists = asked.map(({ personClaims }) => personClaims);
  return lists.length === 0 || lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
}

/** The audience of a token with these scopes: one API as text, more as a list, none: the issuer itself. */
export function audienceOf(
  scope: string | undefined,
  issuer: string,
  { apis }: HelseIdSettings,
): string | string[] {
  const scopes = (scope ?? '').split(' ');
  const audiences = apis
    .filter((api) => api.scopes.some((one) => scopes.includes(one)))
    .map((api) => api.audience);
  return audiences.length > 1 ? audiences : (audiences[0] ?? everyApi(issuer));
}
