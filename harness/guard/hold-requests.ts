import { Agent, type ClientRequest } from 'node:http';

/** How Node's agents take a request up, and tell it that there is no connection: what is overridden, and not typed. */
interface WithAddRequest {
  addRequest: (this: Agent, request: WithOnSocket, ...rest: unknown[]) => void;
}
type WithOnSocket = Omit<ClientRequest, 'onSocket'> & { onSocket(socket: null, error: Error): void };

/**
 * From now on no request of this process gets a connection before it may leave. It is prepared meanwhile, which costs
 * as long as the disk takes to keep its intent.
 * @param mayLeave of the request that is being made: resolves with the error that it is to end with instead, if any;
 *   undefined where nothing need be waited for
 */
export function holdRequests(mayLeave: () => Promise<Error | undefined> | undefined): void {
  const prototype = Agent.prototype as unknown as WithAddRequest;
  const { addRequest } = prototype;
  prototype.addRequest = function (request, ...rest) {
    const asked = mayLeave();
    if (asked === undefined) {
      addRequest.call(this, request, ...rest);
      return;
    }
    void asked.then((error) => {
      if (error !== undefined) request.onSocket(null, error);
      else if (request.destroyed) request.onSocket(null, new Error('The client went away.'));
      else addRequest.call(this, request, ...rest);
    });
  };
}
