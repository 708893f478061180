import type { KoaContextWithOIDC } from 'oidc-provider';
import { z } from 'zod';

/** The languages of ID-porten. */
export const locales = ['nb', 'nn', 'en', 'se'] as const;

const detail = 'verdikjede_asked';
const askedSchema = z.object({ locale: z.enum(locales), resource: z.string().optional() });
/** What a login was asked for that its tokens tell. */
export type Asked = z.infer<typeof askedSchema>;
type Grant = InstanceType<KoaContextWithOIDC['oidc']['provider']['Grant']>;

/** Keeps in the grant what the authorization request asked for. */
export function keepAsked(
  grant: Grant,
  { ui_locales: wanted, resource }: Readonly<Record<string, unknown>>,
): void {
  // By preference, region left out: `nn-NO en`.
  const languages = (typeof wanted === 'string' ? wanted : '')
    .toLowerCase()
    .split(' ')
    .map((tag) => tag.split('-')[0]);
  const locale = languages.flatMap((tag) => locales.filter((known) => known === tag))[0] ?? 'nb';
  const asked: Asked = { locale, ...(typeof resource === 'string' ? { resource } : {}) };
  grant.rar = [{ type: detail, ...asked }];
}

/** What the login that a grant is from asked for. */
export function askedOf(grant: Grant | undefined): Asked {
  return askedSchema.catch({ locale: 'nb' }).parse(grant?.rar?.find(({ type }) => type === detail));
}
