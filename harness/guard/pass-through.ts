import { requestSteps } from 'mockttp';

type Options = NonNullable<ConstructorParameters<typeof requestSteps.PassThroughStep>[0]>;

/** Says of every connection that it is in, and holds none. */
class NoConnections extends Set<unknown> {
  override has(): boolean {
    return true;
  }
}

/**
 * The step that sends a request on to where it is addressed.
 *
 * mockttp takes a client for itself, and answers 500, when one of its own open connections has the client's address
 * and port number. On one machine the system gives both sides the same number now and then, so it is made to
 * remember no connection. A real loop cannot be: the policy names no address of the guard's.
 */
export function passThrough(options: Options): requestSteps.PassThroughStep {
  const { transformRequest, ...others } = options;
  // Kept as it is: what it adds may be another thing for each request, and is asked for when one leaves.
  const kept = { outgoingSockets: new NoConnections(), transformRequest };
  return Object.assign(new requestSteps.PassThroughStep(others), kept);
}
