import type { FastifyInstance } from 'fastify';
import type { Store } from './store.ts';

/** Nothing is answered before what it changed is stored: what a client was told outlives the process. */
export function storeBeforeAnswering(app: FastifyInstance, store: Store): void {
  app.addHook('onSend', (_request, _reply, payload, done) => {
    try {
      store.commit();
    } catch (error) {
      done(error as Error);
      return;
    }
    done(null, payload);
  });
  app.addHook('onClose', (_instance, done) => {
    store.close();
    done();
  });
}
