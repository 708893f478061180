import { STATUS_CODES, type ServerResponse } from 'node:http';
import { guardHeader } from '#harness/common/guard-headers.ts';

export interface GuardAnswer {
  readonly statusCode: number;
  readonly mark: 'denied' | 'refused-certificate' | 'failed';
  readonly body: Readonly<Record<string, string>>;
}

/** Answer to a request that the policy does not let through. */
export function denialAnswer(reason: string, environment: string): GuardAnswer {
  return {
    statusCode: 403,
    mark: 'denied',
    body: {
      error: 'The guard refused this request; it was not sent.',
      reason,
      hint: `What may be sent stands in the environment file of ${environment} (operations, participants).`,
    },
  };
}

/** In the place of an answer that may not be passed on. */
export function withheldAnswer(reason: string): GuardAnswer {
  return {
    statusCode: 403,
    mark: 'denied',
    body: {
      error: 'The guard did not pass this answer on.',
      reason,
      hint: 'The report says where it was, and a keyed hash in the place of the person.',
    },
  };
}

/** Why a request got no answer: Node's code, or a telling one where Node only says that TLS failed. */
export function failureCode(error: NodeJS.ErrnoException): string {
  const tooOld = /alert protocol version|unsupported protocol/.test(error.message);
  return tooOld ? 'UNSUPPORTED_TLS_PROTOCOL' : (error.code ?? 'UNKNOWN');
}

// OpenSSL's verification errors as Node names them (X509_V_ERR_*), Node's own check of the name, and the protocol.
const certificateCode =
  /^(CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(CA|PURPOSE)|PATH_LENGTH|HOSTNAME_MISMATCH|ERROR_IN_CERT|ERR_TLS_CERT|UNSUPPORTED_TLS_PROTOCOL)/;

/** Answer to a request that was let through but got none from its participant. */
export function failureAnswer(code: string, endpoint: string): GuardAnswer {
  const certificate = certificateCode.test(code);
  return {
    statusCode: 502,
    mark: certificate ? 'refused-certificate' : 'failed',
    body: {
      error: certificate
        ? `The guard does not accept the certificate of ${endpoint}; nothing was sent.`
        : `The guard got no answer from ${endpoint}.`,
      participant: endpoint,
      reason: code,
    },
  };
}

/** Headers and text of an answer of the guard. */
export function render(answer: GuardAnswer): { headers: Record<string, string>; text: string } {
  const text = JSON.stringify(answer.body);
  return {
    text,
    headers: {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      [guardHeader]: answer.mark,
    },
  };
}

/** A whole answer as it goes over the wire, after which the connection ends. */
export function onTheWire(answer: GuardAnswer): string {
  const { headers, text } = render(answer);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const head = [`HTTP/1.1 ${answer.statusCode} ${STATUS_CODES[answer.statusCode] ?? ''}`, ...lines];
  return `${head.join('\r\n')}\r\n\r\n${text}`;
}

/** Answers instead of a participant whose answer has been taken up, and of which nothing has been written yet. */
export function answerInPlace(response: ServerResponse, answer: GuardAnswer): void {
  // Past the response, whose head is made already, though it has not left. It has no socket while another is answered.
  if (response.socket === null) response.destroy();
  else response.socket.end(onTheWire(answer));
}

/** Answers a request of which no part was answered before. */
export function answerWith(response: ServerResponse, answer: GuardAnswer): void {
  const { headers, text } = render(answer);
  response.writeHead(answer.statusCode, headers);
  response.end(text);
}
