import { errors, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { idPortenLevels } from '../login/levels.ts';

const required =
  (name: string) =>
  (_ctx: unknown, value: string | undefined): void => {
    if (!value) throw new errors.InvalidRequest(`missing required parameter '${name}'`);
  };

/** What ID-porten asks of an authorization request beyond the standard. */
export const requestRules: NonNullable<Configuration['extraParams']> = {
  state: required('state'),
  nonce: required('nonce'),
  /** Whom access tokens are for. */
  resource: (_ctx, value) => {
    if (value !== undefined && !URL.canParse(value)) throw new errors.InvalidTarget();
  },
  acr_values: (_ctx, value) => {
    const unknown = value?.split(' ').some((acr) => idPortenLevels.levelOf(acr) === undefined) ?? false;
    if (unknown) throw new errors.InvalidRequest('acr_values has a value that is not supported');
  },
};

/** A client that authenticates by private_key_jwt names itself in the form of the token request too. */
export function clientIdWithAssertion(ctx: KoaContextWithOIDC): void {
  if (ctx.oidc.route === 'token' && ctx.oidc.params?.['client_id'] === undefined) {
    throw new errors.InvalidRequest("missing required parameter 'client_id'");
  }
}
