import { createHash } from 'node:crypto';
import type { Person } from '#harness/common/roster.ts';
import { securityLevels, type Level } from '../login/levels.ts';
import { organisationClaims, type Organisation } from './organisation.ts';
import type { HelseIdClient, HelseIdSettings } from './settings.ts';

const identity = (name: string): string => `helseid://claims/identity/${name}`;
const hprNumber = 'helseid://claims/hpr/hpr_number';
const hprDetails = 'helseid://claims/hpr/hpr_details';

/** Which claims the scopes of a person open; scopes of HelseID's own are named as their claims. */
export const claimsOfScopes: Readonly<Record<string, readonly string[]>> = {
  openid: ['sub', 'idp', 'acr', 'amr', 'auth_time', 'sid'],
  profile: ['name', 'given_name', 'middle_name', 'family_name'],
  offline_access: [],
  ...Object.fromEntries(
    ['pid', 'pid_pseudonym', 'security_level', 'assurance_level', 'network']
      .map(identity)
      .concat(hprNumber, hprDetails)
      .map((claim) => [claim.replace('://claims/', '://scopes/'), [claim]]),
  ),
};
export const identityScopes: readonly string[] = Object.keys(claimsOfScopes);

/** A person's account id and `sub`: says nothing about the person. */
export const accountOf = ({ role }: Person): string =>
  createHash('sha256').update(`helse-id ${role}`).digest('base64url');

/** How a person logged in. */
export interface PersonalLogin {
  readonly person: Person;
  readonly level: Level | undefined;
}

/** All that HelseID knows about a logged-in person, without `sub`. */
export function personClaims(
  { person, level }: PersonalLogin,
  { hprNumbers, hprDetails: registered }: HelseIdSettings,
): Record<string, string> {
  const { givenName, middleName, familyName, pid, role } = person;
  const [hpr, details] = [hprNumbers[role], registered[role]];
  return {
    name: [givenName, middleName, familyName].filter(Boolean).join(' '),
    given_name: givenName,
    ...(middleName === undefined ? {} : { middle_name: middleName }),
    family_name: familyName,
    idp: 'testidp-oidc',
    [identity('pid')]: pid,
    [identity('pid_pseudonym')]: createHash('sha256').update(`pseudonym ${pid}`).digest('base64'),
    [identity('network')]: 'internett',
    ...(level === undefined
      ? {}
      : { [identity('security_level')]: securityLevels[level], [identity('assurance_level')]: level }),
    ...(hpr === undefined ? {} : { [hprNumber]: hpr }),
    ...(details === undefined ? {} : { [hprDetails]: JSON.stringify(details) }),
  };
}

/** The claims of a person that an access token has: the APIs say which, and none asks for names. */
export const inAccessTokens = (
  claims: Readonly<Record<string, string>>,
  wanted: readonly string[] | undefined,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(claims).filter(
      ([name]) => wanted?.includes(name) ?? (name.startsWith('helseid://') || name === 'idp'),
    ),
  );

/** The claims that these scopes open. */
export function openedBy(scope: string, claims: Readonly<Record<string, string>>): Record<string, string> {
  const names = scope.split(' ').flatMap((one) => claimsOfScopes[one] ?? []);
  return Object.fromEntries(Object.entries(claims).filter(([name]) => names.includes(name)));
}

/** The claims about the client that every access token has. */
export function clientClaims(client: HelseIdClient, organisation: Organisation): Record<string, string> {
  return {
    'helseid://claims/client/client_name': client.name ?? client.clientId,
    'helseid://claims/client/amr': 'private_key_jwt',
    ...organisationClaims(organisation, client),
    ...client.claims,
  };
}
