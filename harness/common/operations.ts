import type { ParticipantName } from './participants.ts';

/**
 * An operation is one documented way to call a participant. Mocks declare theirs (a WireMock proxy stub each,
 * and the nearest one in a 404); a verify environment lists those that may be used there, with their kind.
 */
export interface Operation {
  /** Stable and unique within the participant, e.g. `get-message-status`. */
  readonly id: string;
  /** `rest`, `soap`, `id-porten`; absent where the participant has one address. */
  readonly endpoint?: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD';
  /** Path template with `{name}` for one segment, e.g. `/Messages/{id}/status`. */
  readonly path: string;
  /** Other paths that lead to the same operation, where it is documented under several. */
  readonly alsoAt?: readonly string[];
  /** SOAP only: the action that must stand in the SOAPAction header or the content type. */
  readonly soapAction?: string;
  /** Server-sent events: the front takes it straight to the service, since WireMock holds streams back. */
  readonly stream?: boolean;
  /** It costs nothing and changes nothing: whoever wants to know whether the endpoint is there asks this. */
  readonly light?: boolean;
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A path template as an anchored regular expression; `{name}` is one non-empty segment. */
export function pathPattern(template: string): RegExp {
  const parts = template
    .split(/(\{[^}]+\})/)
    .map((part) => (part.startsWith('{') ? '[^/]+' : escapeRegExp(part)));
  return new RegExp(`^${parts.join('')}$`);
}

/** All paths of an operation as one anchored regular expression. */
export function operationPattern({ path, alsoAt = [] }: Pick<Operation, 'path' | 'alsoAt'>): RegExp {
  if (alsoAt.length === 0) return pathPattern(path);
  const sources = [path, ...alsoAt].map((one) => pathPattern(one).source.slice(1, -1));
  return new RegExp(`^(?:${sources.join('|')})$`);
}

/** What every `mocks/<participant>/participant.ts` exports as `participant`. */
export interface ParticipantDeclaration {
  readonly name: ParticipantName;
  readonly operations: readonly Operation[];
  /** Its settings may want files kept over a restart: in a container it is given a folder that it may write. */
  readonly keepsFiles?: boolean;
}
