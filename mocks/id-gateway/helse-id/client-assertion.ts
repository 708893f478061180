import { errors, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { organisationIn, organisationSchema, ownOrganisation, type Organisation } from './organisation.ts';
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

/** Reads the organisation from client assertions and keeps it for the request, and from a pushed request on. */
export function assertionRules(issuer: string, settings: HelseIdSettings): AssertionRules {
  const named = new WeakMap<object, Organisation | undefined>();
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
    extraParams: {
      [parameter]: (ctx) => {
        if (ctx.oidc.route !== 'pushed_authorization_request' || ctx.oidc.params === undefined) return;
        const organisation = named.get(ctx.oidc) ?? ownOrganisation(clientOf(ctx));
        // oidc-provider strikes offline_access out unless consent is asked for, which HelseID never does.
        const offline = String(ctx.oidc.body?.['scope']).split(' ').includes('offline_access');
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
