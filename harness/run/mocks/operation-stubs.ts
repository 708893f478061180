import type { WireMock } from 'wiremock-captain';
import { z } from 'zod';
import { declarations } from '#harness/participants/declarations.ts';
import { HarnessError } from '../../errors.ts';
import type { MockedOperation } from './mocks.ts';

const stubSchema = z.looseObject({
  request: z.looseObject({ headers: z.record(z.string(), z.unknown()).optional() }),
  response: z.looseObject({ proxyBaseUrl: z.string().optional() }),
  metadata: z
    .looseObject({
      verdikjede: z.looseObject({ participant: z.string(), operation: z.string().optional() }),
    })
    .optional(),
});
export type OperationStub = z.infer<typeof stubSchema>;

/** The stubs by which WireMock passes an operation on: two for SOAP, else one. Throws USAGE for one that is not played. */
export async function operationStubs(
  captain: WireMock,
  { participant, operation }: MockedOperation,
): Promise<OperationStub[]> {
  const stubs = z.array(stubSchema).parse(await captain.getAllMappings());
  const found = stubs.filter(({ metadata, response }) => {
    const of = metadata?.verdikjede;
    return (
      of?.participant === participant && of.operation === operation && response.proxyBaseUrl !== undefined
    );
  });
  if (found.length > 0) return found;
  const documented = declarations.find(({ name }) => name === participant)?.operations ?? [];
  throw new HarnessError(`No mock of ours plays the operation ${operation} of ${participant} in this run.`, {
    code: 'USAGE',
    stage: 'run',
    participant,
    hint: `Is the participant a mock or stand-in here? Its operations: ${documented.map(({ id }) => id).join(', ')}.`,
  });
}
