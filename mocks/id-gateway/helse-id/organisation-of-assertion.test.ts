import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { errors } from 'oidc-provider';
import { ownOrganisation } from './organisation.ts';
import { organisationIn } from './organisation-of-assertion.ts';
import type { HelseIdClient } from './settings.ts';

const client = (tenancy: HelseIdClient['tenancy']): HelseIdClient => ({
  clientId: 'client',
  jwks: { keys: [] },
  redirectUris: [],
  postLogoutRedirectUris: [],
  tenancy,
  claims: {},
  organisationNumber: '210001018',
});

test('without the claim, a single tenant client acts for itself and a multi tenant one for nobody', () => {
  const other = { authorization_details: [{ type: 'nhn:other' }, null, 5] };
  expect(organisationIn(other, client('single-tenant'))).toBeUndefined();
  expect(ownOrganisation(client('single-tenant'))).toEqual({ parent: '210001018' });
  expect(ownOrganisation(client('multi-tenant'))).toEqual({});
});

test('whatever stands in the claim, it is an organisation or a refusal by its own error code', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('NO:ORGNR:210001018:', 'NO:ORGNR:210001018', '210001077'),
  );
  const system = fc.constantFrom('urn:oid:1.0.6523', 'urn:oid:2.16.578.1.12.4.1.4.101', 'urn:oid:1');
  const identifier = fc.record({ system, type: fc.constantFrom('ENH', 'X'), value }, { requiredKeys: [] });
  const detail = fc.record({
    type: fc.constant('helseid_authorization'),
    practitioner_role: fc.oneof(fc.jsonValue(), fc.record({ organization: fc.record({ identifier }) })),
  });
  const claim = fc.oneof(fc.jsonValue(), detail, fc.array(detail, { maxLength: 2 }));
  fc.assert(
    fc.property(claim, fc.constantFrom('single-tenant', 'multi-tenant'), (details, tenancy) => {
      try {
        const organisation = organisationIn({ authorization_details: details }, client(tenancy));
        if (organisation !== undefined) expect(organisation.parent).toMatch(/^\d{9}$/);
      } catch (error) {
        expect(error).toBeInstanceOf(errors.InvalidAuthorizationDetails);
      }
    }),
  );
});
