import type { AllowedOperation } from '#environments/environment.schema.ts';
import { headerValues, type JudgedRequest } from './judged-request.ts';
import { readSoapEnvelope } from './soap-envelope.ts';

type ListedSoap = NonNullable<AllowedOperation['soap']>;

const unquoted = (text: string): string => text.trim().replace(/^"(.*)"$/, '$1');

/** Every action that the request names: SOAPAction headers (1.1) and content type parameters (1.2). */
export function soapActions(request: Pick<JudgedRequest, 'headers'>): string[] {
  const parameters = headerValues(request, 'content-type').flatMap((contentType) =>
    contentType
      .split(';')
      .map((part) => part.trim())
      .filter((part) => /^action=/i.test(part))
      .map((part) => part.slice('action='.length)),
  );
  return [...headerValues(request, 'soapaction'), ...parameters].map(unquoted);
}

/** Action and body root must both be the listed ones: servers differ in which of them they go by. */
export function refuseSoap(listed: ListedSoap, request: JudgedRequest, text: string): string | undefined {
  const actions = soapActions(request);
  if (actions.length === 0 || !actions.every((action) => action === listed.action)) {
    return `its SOAP action is not the listed one.`;
  }
  const envelope = readSoapEnvelope(text);
  if (envelope === undefined) return 'its body is not a plain SOAP envelope with one element in its body.';
  if (!envelope.headerActions.every((action) => action === listed.action)) {
    return 'the Action in its SOAP header is not the listed one.';
  }
  const { namespace, local } = envelope.bodyRoot;
  const root = listed.bodyRoot.startsWith('{') ? `{${namespace}}${local}` : local;
  return root === listed.bodyRoot ? undefined : `its SOAP body is not a ${listed.bodyRoot}.`;
}
