import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type Provider from 'oidc-provider';
import type { Person } from '#harness/common/roster.ts';
import { levelNames, meets, type Level, type LevelNaming } from './levels.ts';
import { loginMethods, type LoginMethodName, type LoginProblem } from './login-methods.ts';
import { sendPage, type Brand } from '../views/layout.ts';
import { loginPage } from '../views/login-page.ts';
import { messagePage } from '../views/message-page.ts';

export interface LoginOptions {
  readonly provider: () => Promise<Provider>;
  readonly brand: Brand;
  readonly naming: LevelNaming;
  /** The person's account id at this issuer. */
  readonly accountOf: (person: Person) => string;
  readonly method: LoginMethodName;
  readonly people: readonly Person[];
}
type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;
interface Asked {
  readonly interaction: Interaction;
  readonly clientName: string;
  readonly required: Level | undefined;
}

/** The login page and its two forms. The form's body must be parsed. */
export function loginRoutes(app: FastifyInstance, options: LoginOptions): void {
  const { provider, brand, naming, accountOf, method, people } = options;
  const show = (reply: FastifyReply, asked: Asked, refused?: { problem: LoginProblem; person?: string }) =>
    sendPage(
      reply.code(refused === undefined ? 200 : 400),
      loginPage({ ...asked, brand, uid: asked.interaction.uid, method, people, refused }),
    );

  app.get('/login/:uid', async (request, reply) => {
    const asked = await whatIsAsked(options, request, reply);
    return asked === undefined ? expired(brand, reply) : show(reply, asked);
  });

  app.post('/login/:uid', async (request, reply) => {
    const asked = await whatIsAsked(options, request, reply);
    if (asked === undefined) return expired(brand, reply);
    const attempt = loginMethods[method].read(request.body, people);
    if (attempt.problem !== undefined) return show(reply, asked, { problem: attempt.problem });
    const { person, level } = attempt;
    if (asked.required !== undefined && !meets(level, asked.required)) {
      const text = `${asked.clientName} krever sikkerhetsnivå «${levelNames[asked.required]}», du valgte «${levelNames[level]}».`;
      return show(reply, asked, { problem: { field: 'level', text }, person: person.role });
    }
    const issuer = await provider();
    await leaveOtherSession(issuer, asked.interaction, accountOf(person));
    const login = { accountId: accountOf(person), acr: naming.acrOf(level), amr: [loginMethods[method].amr] };
    return reply.redirect(await issuer.interactionResult(request.raw, reply.raw, { login }), 303);
  });

  app.post('/login/:uid/abort', async (request, reply) => {
    if ((await whatIsAsked(options, request, reply)) === undefined) return expired(brand, reply);
    const issuer = await provider();
    const result = { error: 'access_denied', error_description: 'the person aborted the login' };
    return reply.redirect(await issuer.interactionResult(request.raw, reply.raw, result), 303);
  });
}

/** The login that the cookie and the address agree on, or undefined when there is none any more. */
async function whatIsAsked(
  { provider: made, naming }: LoginOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Asked | undefined> {
  const provider = await made();
  const interaction = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
  if (interaction === undefined || interaction.uid !== (request.params as { uid: string }).uid)
    return undefined;
  const { client_id: clientId, acr_values: acrValues } = interaction.params;
  const client = await provider.Client.find(String(clientId));
  return {
    interaction,
    clientName: client?.clientName ?? 'Tjenesten',
    required: naming.requiredLevel(typeof acrValues === 'string' ? acrValues : undefined),
  };
}

/** Another person's session in the same browser ends here, else oidc-provider would ask by a page of its own. */
async function leaveOtherSession(
  provider: Provider,
  interaction: Interaction,
  account: string,
): Promise<void> {
  const { session } = interaction;
  if (session === undefined || session.accountId === account) return;
  await (await provider.Session.findByUid(session.uid))?.destroy();
  delete interaction.session;
  await interaction.persist();
}

function expired(brand: Brand, reply: FastifyReply): FastifyReply {
  return sendPage(
    reply.code(400),
    messagePage({
      brand,
      title: 'Innloggingen er utløpt',
      text: 'Gå tilbake til tjenesten du kom fra, og logg inn på nytt.',
    }),
  );
}
