import { Agent, fetch as undiciFetch } from 'undici';
import { startHttpsFront } from '#mocks/kit/testing/https-front.ts';
import { startGateway } from './start-gateway.ts';

const names = ['id-porten.id-gateway.local.test', 'helse-id.id-gateway.local.test'] as const;

/** The gateway behind TLS at its own names, as clients reach it. */
export interface GatewayBehindFront extends AsyncDisposable {
  readonly idPorten: string;
  readonly helseId: string;
  /** Resolves the two names to the front, and trusts it alone. */
  readonly fetch: typeof fetch;
}

export async function startBehindFront(settings?: Record<string, unknown>): Promise<GatewayBehindFront> {
  const front = await startHttpsFront(names);
  const [idPorten, helseId] = names.map((name) => `https://${name}:${front.port}`) as [string, string];
  const gateway = await startGateway(settings, idPorten);
  for (const name of names) front.routes.set(name, gateway.address);
  const dispatcher = new Agent({
    connect: {
      ca: front.certificate,
      lookup: (_name, _options, done) => {
        done(null, [{ address: '127.0.0.1', family: 4 }]);
      },
    },
  });
  const fetchThrough = (input: never, init?: object) => undiciFetch(input, { ...init, dispatcher });
  return {
    idPorten,
    helseId,
    fetch: fetchThrough as unknown as typeof fetch,
    [Symbol.asyncDispose]: async () => {
      await dispatcher.close();
      await gateway[Symbol.asyncDispose]();
      await front[Symbol.asyncDispose]();
    },
  };
}
