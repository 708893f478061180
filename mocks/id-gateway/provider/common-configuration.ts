import { randomBytes } from 'node:crypto';
import type Provider from 'oidc-provider';
import type { Configuration } from 'oidc-provider';
import type { Brand } from '../views/layout.ts';
import { messagePage } from '../views/message-page.ts';

/** Cookies and the error page of an issuer, made alike for both. */
export function commonConfiguration(issuer: string, brand: Brand): Configuration {
  return {
    cookies: cookies(issuer, brand.toLowerCase().replace('-', '')),
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    responseTypes: ['code'],
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = messagePage({
        brand,
        title: 'Innloggingen kan ikke gjennomføres',
        text: 'Tjenesten du kom fra, sendte en forespørsel som ikke kan godtas.',
        detail: [out.error, out.error_description].filter(Boolean).join(': '),
      }).markup;
    },
  };
}

/** For this host alone, not for scripts, and over https alone where the issuer is. */
function cookies(issuer: string, prefix: string): NonNullable<Configuration['cookies']> {
  const secure = issuer.startsWith('https:');
  const options = { httpOnly: true, sameSite: 'lax', secure } as const;
  const session = secure ? `__Host-${prefix}-session` : `${prefix}-session`;
  return {
    names: { session, interaction: `${prefix}-login`, resume: `${prefix}-resume` },
    long: options,
    short: options,
    keys: [randomBytes(32)],
  };
}

/** Our own faults go to stderr, where the participants room collects them. */
export function reportFaults(provider: Provider): void {
  provider.on('server_error', (_ctx, error) => {
    process.stderr.write(`id-gateway: ${error.stack ?? error.message}\n`);
  });
}
