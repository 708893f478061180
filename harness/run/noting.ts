import type { EvidenceCollector } from './evidence.ts';

type Method = (...parameters: unknown[]) => unknown;

/** The same object, whose failures also reach the evidence: so the report can say whose they are. */
export function noting<T extends object>(evidence: EvidenceCollector, client: T): T {
  const wrapped = Object.entries(client).map(([name, member]: [string, unknown]) => {
    if (typeof member !== 'function') return [name, member] as const;
    const call: Method = (...parameters) => {
      const result = (member as Method)(...parameters);
      return result instanceof Promise ? evidence.noted(result) : result;
    };
    return [name, call] as const;
  });
  return Object.fromEntries(wrapped) as T;
}
