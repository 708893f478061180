import { errors, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { organisationSchema, ownOrganisation, type Organisation } from './organisation.ts';
import { organisationIn } from './organisation-of-assertion.ts';
import type { HelseIdClient, HelseIdSettings } from './settings.ts';

type Claims = Readonly<Record<string, unknown>>;
type Check = NonNullable<Configuration['assertJwtClientAuthClaimsAndHeader']>;

/** Client assertions live no longer than this. */
const longestSeconds = 60;
/** How far a client's clock may be off. */
export const skewSeconds = 5;

/** What HelseID asks of a client assertion beyond the standard, or undefined when it is all there. */
export function assertionProblem(
  header: Claims,
  { aud, exp }: Claims,
  issuer: string,
  { assertionTypes }: HelseIdSettings,
): string | undefined {
  if (!assertionTypes.includes(String(header['typ']))) {
    return `typ of the client_assertion must be ${assertionTypes.join(' or ')}`;
  }
  if ([aud].flat().length !== 1 || [aud].flat()[0] !== issuer) {
    return 'aud of the client_assertion must be the issuer alone';
  }
  const latest = Date.now() / 1000 + longestSeconds + skewSeconds;
  return Number(exp) > latest
    ? `exp of the client_assertion lies more than ${longestSeconds} s ahead`
    : undefined;
}

/** What a client asked for in its assertion and its pushed request, until the person has logged in. */
interface Remembered {
  readonly organisation: Organisation;
  readonly offline: boolean;
}

export interface AssertionRules {
  readonly check: Check;
  /** Takes the organisation from a request object, where the assertion does not name one. */
  readonly organisationInRequest: Check;
  /** A parameter of our own that carries what was pushed to the authorization endpoint; clients cannot set it. */
  readonly extraParams: NonNullable<Configuration['extraParams']>;
  /** The organisation that the assertion of this request named, or else the one that was pushed. */
  readonly organisationOf: (ctx: KoaContextWithOIDC) => Organisation;
  /** What was pushed, at the authorization endpoint. */
  readonly pushed: (ctx: KoaContextWithOIDC) => Remembered;
}
const parameter = 'verdikjede_pushed';
/** As it lies in the grant of a person to a client. */
export const grantDetail = 'verdikjede_organisation';

/** At the authorization endpoint, by what came from the pushed authorization endpoint. */
const isPushed = ({ oidc }: KoaContextWithOIDC): boolean =>
  oidc.route === 'authorization' && 'PushedAuthorizationRequest' in oidc.entities;
/** oidc-provider names here what a request object said, once its signature is verified. */
const isSigned = ({ oidc }: KoaContextWithOIDC): boolean => 'trusted' in oidc && oidc.trusted !== undefined;

/** Reads the organisation from client assertions and request objects; keeps it for the request, and from a pushed one on. */
export function assertionRules(issuer: string, settings: HelseIdSettings): AssertionRules {
  const named = new WeakMap<object, Organisation | undefined>();
  const scopeInRequest = new WeakMap<object, unknown>();
  const clientOf = (ctx: KoaContextWithOIDC): HelseIdClient => {
    const client = settings.clients.find(({ clientId }) => clientId === ctx.oidc.client?.clientId);
    if (client === undefined) throw new errors.InvalidClient();
    return client;
  };
  return {
    check: (ctx, claims, header) => {
      const problem = assertionProblem(header, claims, issuer, settings);
      if (problem !== undefined) throw new errors.InvalidClientAuth(problem);
      named.set(ctx.oidc, organisationIn(claims, clientOf(ctx)));
    },
    organisationInRequest: (ctx, claims) => {
      scopeInRequest.set(ctx.oidc, claims['scope']);
      named.set(ctx.oidc, named.get(ctx.oidc) ?? organisationIn(claims, clientOf(ctx)));
    },
    extraParams: {
      [parameter]: (ctx) => {
        if (ctx.oidc.params === undefined || isPushed(ctx)) return;
        if (ctx.oidc.route === 'authorization' && !isSigned(ctx)) {
          throw new errors.InvalidRequest('the request must be pushed, or a signed request object');
        }
        // What was signed is in `params` by now; kept as pushed, so that our own parameter is kept with it.
        delete ctx.oidc.body?.['request'];
        const organisation = named.get(ctx.oidc) ?? ownOrganisation(clientOf(ctx));
        // oidc-provider strikes offline_access out unless consent is asked for, which HelseID never does.
        const asked = scopeInRequest.get(ctx.oidc) ?? ctx.oidc.body?.['scope'];
        const offline = String(asked).split(' ').includes('offline_access');
        ctx.oidc.params[parameter] = JSON.stringify({ organisation, offline } satisfies Remembered);
      },
    },
    organisationOf: (ctx) => {
      const detail = ctx.oidc.entities.Grant?.rar?.find(({ type }) => type === grantDetail);
      const pushed = organisationSchema.optional().parse(detail?.['organisation']);
      return named.get(ctx.oidc) ?? pushed ?? ownOrganisation(clientOf(ctx));
    },
    pushed: (ctx) => JSON.parse(String(ctx.oidc.params?.[parameter])) as Remembered,
  };
}
