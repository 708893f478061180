import { interactionPolicy } from 'oidc-provider';
import { meets, type LevelNaming } from './levels.ts';

/** When a person must log in: without a session, when asked for, and when the session's level is too low. */
export function loginPolicy({ levelOf, requiredLevel }: LevelNaming): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  // Neither issuer asks for consent: the grant is made when it is looked for.
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
