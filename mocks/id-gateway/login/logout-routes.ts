import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import { sendPage, type Brand } from '../views/layout.ts';
import { loggedOutPage } from '../views/logged-out-page.ts';
import { messagePage } from '../views/message-page.ts';

const logoutRequest = z.object({
  id_token_hint: z.string().optional(),
  client_id: z.string().optional(),
  post_logout_redirect_uri: z.string().optional(),
  state: z
    .string()
    .regex(/^[ -~]*$/)
    .optional(),
});

export interface LogoutOptions {
  readonly provider: () => Promise<Provider>;
  readonly brand: Brand;
  readonly path: string;
  /** Where clients want to be told of a logout, by client id. */
  readonly frontChannel?: ReadonlyMap<string, string>;
  /** Acts in the session of a client, where some have one of their own. */
  readonly sessions?: { readonly of: <T>(clientId: string | undefined, act: () => T) => T };
}

/** How long the clients of a session have for what they do at logout, before the person is sent on. */
const tellSeconds = 1;

/**
 * Logout: the session ends at once, without a question, and the person is sent back when the client is known
 * and has registered the address. Clients of the session that want to be told, the one that asks for the logout
 * included, are told first. Without a session it is an error page.
 */
export function logoutRoutes(app: FastifyInstance, options: LogoutOptions): void {
  const { provider: made, brand, path, frontChannel = new Map<string, string>(), sessions } = options;
  const refuse = (reply: FastifyReply, text: string): FastifyReply =>
    sendPage(reply.code(400), messagePage({ brand, title: 'Utloggingen kan ikke gjennomføres', text }));
  const logOut = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const form = logoutRequest.safeParse(request.method === 'POST' ? (request.body ?? {}) : request.query);
    if (!form.success) return refuse(reply, 'Forespørselen om utlogging har feil form.');
    const { post_logout_redirect_uri: back, state } = form.data;
    const provider = await made();
    const client = await clientOf(provider, form.data);
    if (client === 'unknown') return refuse(reply, 'Tjenesten som ba om utlogging, er ikke kjent.');
    if (client !== undefined && back !== undefined && !client.postLogoutRedirectUriAllowed(back)) {
      return refuse(reply, 'Adressen du skulle tilbake til, er ikke registrert for tjenesten.');
    }
    const end = () => endSession(provider, request, reply);
    const ended = await (sessions === undefined ? end() : sessions.of(client?.clientId, end));
    if (ended === undefined) return refuse(reply, 'Du var ikke logget inn.');
    const tell = ended.flatMap(({ clientId, sid }) =>
      tellAt(frontChannel.get(clientId), { iss: provider.issuer, sid }),
    );
    const destination = client === undefined || back === undefined ? undefined : new URL(back);
    if (state !== undefined) destination?.searchParams.set('state', state);
    if (destination !== undefined && tell.length === 0) return reply.redirect(destination.href, 303);
    if (destination !== undefined) reply.header('refresh', `${tellSeconds}; url=${destination.href}`);
    const origins = [...new Set(tell.map(({ origin }) => origin))];
    return sendPage(reply, loggedOutPage({ brand, tell, back: destination }), origins);
  };
  app.get(path, logOut);
  app.post(path, logOut);
}

type KnownClient = NonNullable<Awaited<ReturnType<Provider['Client']['find']>>>;

async function clientOf(
  provider: Provider,
  { id_token_hint: hint, client_id: clientId }: z.infer<typeof logoutRequest>,
): Promise<KnownClient | 'unknown' | undefined> {
  if (hint === undefined && clientId === undefined) return undefined;
  try {
    const audience = hint === undefined ? clientId : decodeJwt(hint).aud;
    if (typeof audience !== 'string' || (clientId ?? audience) !== audience) return 'unknown';
    const client = await provider.Client.find(audience);
    if (client !== undefined && hint !== undefined) await provider.IdToken.validate(hint, client);
    return client ?? 'unknown';
  } catch {
    return 'unknown';
  }
}

/** The address of a client with what tells it the session (OpenID Connect Front-Channel Logout 1.0). */
function tellAt(uri: string | undefined, session: Readonly<Record<string, string>>): URL[] {
  if (uri === undefined) return [];
  const url = new URL(uri);
  for (const [name, value] of Object.entries(session)) url.searchParams.set(name, value);
  return [url];
}

/** Ends the session that the cookie names and takes the cookie back. Its clients; undefined when there was none. */
async function endSession(
  provider: Provider,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ readonly clientId: string; readonly sid: string }[] | undefined> {
  const ctx = provider.createContext(request.raw, reply.raw);
  const session = await provider.Session.get(ctx);
  if (session.accountId === undefined) return undefined;
  const clients = Object.entries(session.authorizations ?? {});
  await session.destroy();
  ctx.cookies.set(provider.cookieName('session'), null, {
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.secure,
  });
  return clients.map(([clientId, { sid = '' }]) => ({ clientId, sid }));
}
