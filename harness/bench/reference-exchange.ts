import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';

/**
 * The exchange as nobody would ship it: the same path on a bare fastify server with a Map, no schema, no parsing
 * beyond three regular expressions. It is what `exchange.path.direct` is measured against.
 */
interface Stored {
  readonly id: string;
  readonly receiver: string;
  readonly sender: string;
  readonly msgId: string;
  readonly document: string;
  readonly isAppRec: boolean;
  read: boolean;
  appRecStatus: string | null;
}

const messages = new Map<string, Stored>();
const inboxes = new Map<string, Stored[]>();
const app = Fastify({ bodyLimit: 40 * 1024 * 1024 });

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
    document: businessDocument,
    isAppRec: false,
  });
  return reply.code(201).header('location', `/Messages/${id}`).send(JSON.stringify(id));
});

app.get('/Messages', (request) => {
  const { ReceiverHerIds } = request.query as { ReceiverHerIds: string };
  return (inboxes.get(ReceiverHerIds) ?? []).map(({ id, receiver, sender, msgId, isAppRec }) => ({
    ...{ id, receiverHerId: Number(receiver), senderHerId: Number(sender) },
    ...{ businessDocumentId: msgId, isAppRec },
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
  const xml = `<?xml version="1.0" encoding="UTF-8"?><AppRec><OriginalMsgId><Id>${original.msgId}</Id></OriginalMsgId></AppRec>`;
  const id = store({
    receiver: original.sender,
    sender: original.receiver,
    msgId: randomUUID(),
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
