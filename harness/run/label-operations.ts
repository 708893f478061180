import type { AllowedOperation } from '#environments/environment.schema.ts';
import { declarations } from '#harness/participants/declarations.ts';

/**
 * The documented operations of all mocks and stand-ins, so that the guard can name a request of a test run as it
 * would in verify. They allow nothing.
 */
export function labelOperations(): AllowedOperation[] {
  return declarations.flatMap(({ name, operations }) =>
    operations.flatMap(({ id, endpoint, method, path, soapAction }) =>
      method === 'GET' || method === 'POST'
        ? [
            {
              id,
              kind: 'read' as const,
              endpoint: endpoint === undefined ? name : `${endpoint}.${name}`,
              method,
              path,
              // Told apart by their action alone: a label permits nothing, so the body need not agree.
              ...(soapAction === undefined ? {} : { soap: { action: soapAction, bodyRoot: '' } }),
            },
          ]
        : [],
    ),
  );
}
