import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerTestUser } from '#harness/common/register-test-user.ts';
import type { Environment } from '#harness/environment/environment.ts';
import type { OpenRun } from '#harness/run/open-run.ts';

/** What a tester, or a program, must know of an environment that is up. */
export interface MocksFacts {
  readonly environment: string;
  readonly backend: string;
  readonly origins: Readonly<Record<string, string>>;
  /** The proxy that knows the names, and the CA to trust behind it. */
  readonly proxy: string;
  readonly ca: string;
  /** File of the CAs that the certificates in the address register are under. */
  readonly businessCa: string;
  /** Of the register's SOAP service. */
  readonly soapUser: { readonly name: string; readonly password: string };
  readonly wiremockAdmin: string | null;
  readonly plainPorts: Readonly<Record<string, string>>;
  readonly login: {
    readonly method: string;
    readonly people: readonly { role: string; name: string; pid: string }[];
  };
  readonly parties: readonly { readonly role: string; readonly name: string; readonly herId: string }[];
}

export function mocksFacts(environment: Environment, open: OpenRun): MocksFacts {
  const { context, participants, guard } = open;
  const businessCa = join(open.directory.path, 'business-ca.pem');
  writeFileSync(businessCa, participants.businessCa, { mode: 0o600 });
  return {
    environment: environment.name,
    backend: participants.backend,
    origins: context.origins,
    proxy: guard.proxyUrl,
    ca: guard.caPath,
    businessCa,
    soapUser: registerTestUser,
    wiremockAdmin: context.wiremockAdminUrl === null ? null : `${context.wiremockAdminUrl}/__admin`,
    plainPorts: context.serviceUrls,
    login: {
      method: environment.login.method,
      people: environment.roster.people.map(({ role, pid, givenName, familyName }) => ({
        role,
        pid,
        name: `${givenName} ${familyName}`,
      })),
    },
    parties: environment.roster.parties.flatMap(({ role, name, herId }) =>
      role === undefined ? [] : [{ role, name, herId }],
    ),
  };
}

/** The same for a person at the terminal. The people are synthetic, so their numbers may be shown. */
export function describeMocks(facts: MocksFacts): string {
  const rows = (pairs: readonly (readonly [string, string])[]): string =>
    pairs.map(([name, value]) => `  ${name.padEnd(26)} ${value}`).join('\n');
  return `
${facts.environment} is up (${facts.backend} backend). Ctrl-C takes it down.

Names (through the proxy ${facts.proxy}, trusting ${facts.ca})
${rows(Object.entries(facts.origins))}

Plain ports, past the front and WireMock
${rows([...Object.entries(facts.plainPorts), ['WireMock admin', facts.wiremockAdmin ?? 'none']])}

Logins at the ID gateway (${facts.login.method}); synthetic people
${rows(facts.login.people.map(({ role, name, pid }) => [role, `${name}, ${pid}`] as const))}

Parties in the address register
${rows(facts.parties.map(({ role, name, herId }) => [role, `${name}, HER-id ${herId}`] as const))}

The register's SOAP service knows ${facts.soapUser.name} with password ${facts.soapUser.password};
the parties' certificates are under the CAs in ${facts.businessCa}

What to try
  npx verdikjede mocks open citizen-portal      log in as the citizen, and read the inbox
  npx verdikjede mocks open hospital-records    write a letter, and see its AppRec and delivery report
  curl ${facts.plainPorts['address-register'] ?? ''}/CommunicationParties/${facts.parties[0]?.herId ?? ''}      no token at a plain port
  curl --proxy ${facts.proxy} --cacert ${facts.ca} ${facts.origins['id-porten.id-gateway'] ?? ''}/.well-known/openid-configuration
`;
}
