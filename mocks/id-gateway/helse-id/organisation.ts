import { z } from 'zod';
import type { HelseIdClient } from './settings.ts';

/** The organisation that a client acts for. */
export const organisationSchema = z.strictObject({
  parent: z.string().optional(),
  child: z.string().optional(),
});
export type Organisation = z.infer<typeof organisationSchema>;

/** Whom a client acts for when it does not say. */
export const ownOrganisation = ({ tenancy, organisationNumber }: HelseIdClient): Organisation =>
  tenancy === 'single-tenant' ? { parent: organisationNumber } : {};

const claim = (name: string): string => `helseid://claims/client/claims/${name}`;

/** The organisation as access tokens have it. */
export function organisationClaims(
  { parent, child }: Organisation,
  client: HelseIdClient,
): Record<string, string> {
  return {
    ...(parent === undefined ? {} : { [claim('orgnr_parent')]: parent }),
    ...(child === undefined ? {} : { [claim('orgnr_child')]: child }),
    ...(client.tenancy === 'multi-tenant' ? { [claim('orgnr_supplier')]: client.organisationNumber } : {}),
    [claim('client_tenancy')]: client.tenancy,
  };
}
