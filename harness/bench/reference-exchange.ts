import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { buildAppRec } from '#harness/messages/build-apprec.ts';

/**
 * The exchange as nobody would ship it: the same path on a bare fastify server with a Map, no schema, no parsing
 * beyond regular expressions. It answers what the exchange answers, byte for byte but for ids, names and instants, so
 * that both carry and both clients read the same. It is what `exchange.path.direct` is measured against.
 */
interface Stored {
  readonly id: string;
  readonly receiver: string;
  readonly sender: string;
  readonly msgId: string;
  readonly genDate: string;
  readonly document: string;
  readonly isAppRec: boolean;
  read: boolean;
  appRecStatus: string | null;
}

const messages = new Map<string, Stored>();
const inboxes = new Map<string, Stored[]>();
const app = Fastify({ bodyLimit: 40 * 1024 * 1024 });

const mark = '\uE000';
const party = (organisationHerId: string, serviceHerId: string) => ({
  ...{ organisationName: 'Fiktiv Organisasjon HF', organisationHerId, organisationNumber: '889640782' },
  ...{ serviceName: 'Fiktiv tjeneste, dialogmeldinger', serviceHerId },
});
/** An AppRec in the parts between GenDate, Id, and the original's GenDate and MsgId. */
const appRec = buildAppRec({
  ...{ id: mark, genDate: mark, status: 'Ok', errors: [] },
  ...{ sender: party('8980001', '8980002'), receiver: party('8980003', '8980004') },
  original: { msgType: 'DIALOG_INNBYGGER_MELDINGFORSIDE', genDate: mark, msgId: mark },
}).split(mark);

function store(message: Omit<Stored, 'id' | 'read' | 'appRecStatus'>): string {
  const stored: Stored = { ...message, id: randomUUID(), read: false, appRecStatus: null };
  messages.set(stored.id, stored);
  const inbox = inboxes.get(stored.receiver);
  if (inbox === undefined) inboxes.set(stored.receiver, [stored]);
  else inbox.push(stored);
  return stored.id;
}

const found = (params: unknown): Stored => {
  const message = messages.get((params as { id: string }).id);
  if (message === undefined) throw Object.assign(new Error('no such message'), { statusCode: 404 });
  return message;
};

app.post('/Messages', (request, reply) => {
  const { businessDocument } = request.body as { businessDocument: string };
  const xml = Buffer.from(businessDocument, 'base64').toString('utf8');
  const party = (name: string): string =>
    new RegExp(`<${name}>.*?<Organisation>.*?<Organisation>.*?<Id>(\\d+)`, 's').exec(xml)?.[1] ?? '';
  const id = store({
    receiver: party('Receiver'),
    sender: party('Sender'),
    msgId: /<MsgId>([^<]+)/.exec(xml)?.[1] ?? '',
    genDate: /<GenDate>([^<]+)/.exec(xml)?.[1] ?? '',
    document: businessDocument,
    isAppRec: false,
  });
  return reply.code(201).header('location', `/Messages/${id}`).send(JSON.stringify(id));
});

app.get('/Messages', (request) => {
  const { ReceiverHerIds } = request.query as { ReceiverHerIds: string };
  return (inboxes.get(ReceiverHerIds) ?? []).map(({ id, receiver, sender, msgId, genDate, isAppRec }) => ({
    ...{ id, contentType: 'application/xml', receiverHerId: Number(receiver), senderHerId: Number(sender) },
    ...{ businessDocumentId: msgId, businessDocumentGenDate: genDate, isAppRec },
  }));
});

app.get('/Messages/:id/business-document', (request) => ({
  businessDocument: found(request.params).document,
  contentType: 'application/xml',
  contentTransferEncoding: 'base64',
}));

app.get('/Messages/:id/status', (request) => {
  const { receiver, read, appRecStatus } = found(request.params);
  const transportDeliveryState = read ? 'Acknowledged' : 'Unconfirmed';
  return [{ receiverHerId: Number(receiver), transportDeliveryState, appRecStatus }];
});

app.post('/Messages/:id/apprec/:herId', (request, reply) => {
  const original = found(request.params);
  original.appRecStatus = 'Ok';
  const msgId = randomUUID();
  const genDate = new Date().toISOString();
  const values = [genDate, msgId, original.genDate, original.msgId];
  const xml = appRec.map((part, i) => part + (values[i] ?? '')).join('');
  const id = store({
    ...{ receiver: original.sender, sender: original.receiver, msgId, genDate },
    document: Buffer.from(xml).toString('base64'),
    isAppRec: true,
  });
  return reply.code(201).header('location', `/Messages/${id}`).send(JSON.stringify(id));
});

app.put('/Messages/:id/read/:herId', (request, reply) => {
  const message = found(request.params);
  message.read = true;
  const inbox = inboxes.get(message.receiver) ?? [];
  inbox.splice(inbox.indexOf(message), 1);
  return reply.code(204).send();
});

const url = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdin.once('end', () => process.exit(0)).resume();
process.stdout.write(`${JSON.stringify({ url })}\n`);
