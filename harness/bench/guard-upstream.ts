import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

/** The participant behind the guard in its figures: fastify with TLS, certificate and key named as arguments. */
const [, , certificateFile = '', keyFile = ''] = process.argv;
const app = Fastify({ https: { cert: readFileSync(certificateFile), key: readFileSync(keyFile) } });
app.get('/Messages/:id/status', () => [
  { receiverHerId: 8900201, transportDeliveryState: 'Acknowledged', appRecStatus: 'Ok' },
]);
await app.listen({ host: '127.0.0.1', port: Number(process.argv[4]) });
process.stdin.once('end', () => process.exit(0)).resume();
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
