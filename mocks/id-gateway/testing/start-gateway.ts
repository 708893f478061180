import type { CommunicationParty } from '#harness/common/roster.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { createApp } from '../create-app.ts';

export const issuer = 'https://id-porten.id-gateway.local.test:8443';
export const helseIdIssuer = 'https://helse-id.id-gateway.local.test:8443';
export const portal = 'https://citizen-portal.local.test:8443';

const party = (herId: string, name: string, more: Partial<CommunicationParty>): CommunicationParty => ({
  herId,
  name,
  type: 'Organization',
  active: true,
  ...more,
});

/** A service config with two synthetic people. */
export function gatewayConfig(settings: Record<string, unknown> = {}, origin = issuer): ServiceConfig {
  return {
    participant: 'id-gateway',
    listen: { host: '127.0.0.1', port: 0 },
    origins: {
      'id-porten.id-gateway': origin,
      'helse-id.id-gateway': origin.replace('id-porten', 'helse-id'),
      'citizen-portal': portal,
    },
    endsWithStdin: true,
    roster: {
      people: [
        { role: 'citizen', pid: '12837010045', givenName: 'Sprø', familyName: 'Lønnesirup' },
        { role: 'other-citizen', pid: '24919910077', givenName: 'Åpen', familyName: 'Bjørnebærhekk' },
      ],
      parties: [
        party('8900100', 'Fjordheim sykehus HF', { organisationNumber: '210001018' }),
        party('8900101', 'Pasientkorrespondanse', { role: 'sender', parentHerId: '8900100' }),
      ],
    },
    standing: { letters: [] },
    settings,
  };
}

export interface Gateway extends AsyncDisposable {
  /** The plain address that the front would lead to. */
  readonly address: string;
}

/** The gateway, listening on a free port of this machine. */
export async function startGateway(settings?: Record<string, unknown>, origin?: string): Promise<Gateway> {
  const app = await createApp(gatewayConfig(settings, origin));
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    address,
    [Symbol.asyncDispose]: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}
