import { errors, interactionPolicy, type Configuration } from 'oidc-provider';
import { levelOf, meets, requiredLevel } from './levels.ts';

const required =
  (name: string) =>
  (_ctx: unknown, value: string | undefined): void => {
    if (!value) throw new errors.InvalidRequest(`missing required parameter '${name}'`);
  };

/** What ID-porten asks of an authorization request beyond the standard. */
export const requestRules: NonNullable<Configuration['extraParams']> = {
  state: required('state'),
  nonce: required('nonce'),
  acr_values: (_ctx, value) => {
    const unknown = value?.split(' ').some((acr) => levelOf(acr) === undefined) ?? false;
    if (unknown) throw new errors.InvalidRequest('acr_values has a value that is not supported');
  },
};

/** When a person must log in: without a session, when asked for, and when the session's level is too low. */
export function loginPolicy(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  // ID-porten never asks for consent: the grant is made when it is looked for.
  policy.remove('consent');
  policy.get('login')?.checks.add(
    new interactionPolicy.Check(
      'level_too_low',
      'the session has a lower level than the one asked for',
      'login_required',
      ({ oidc }) => {
        const asked = oidc.params?.acr_values;
        return !meets(
          levelOf(oidc.session?.acr),
          requiredLevel(typeof asked === 'string' ? asked : undefined),
        );
      },
    ),
  );
  return policy;
}
