import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { sha256 } from '#harness/common/sha256.ts';
import { inProject } from '#harness/environment/project-root.ts';
import { sinkFile } from '../sink/sink-addresses.ts';
import type { Sink } from '../sink/start-sink.ts';

type Operation = Readonly<Record<string, unknown>>;
const read = (endpoint: string, path: string): Operation => ({
  ...{ id: `get-${path}`, kind: 'read', endpoint, method: 'GET', path },
});
const form = (path: string, fields: Readonly<Record<string, string | null>>): Operation => ({
  ...{ id: `post-${path}`, kind: 'session', endpoint: 'citizen-portal', method: 'POST', path },
  contentType: 'application/x-www-form-urlencoded',
  form: fields,
});

/** The little that may be used there; attacks go for what lies just beside it. */
const operations: readonly Operation[] = [
  ...['/', '/pages/{name}', '/scripts/{name}', '/redirect/{to}'].map((path) => read('citizen-portal', path)),
  form('/redirect/{to}', { code: null }),
  form('/login/{to}', { code: null }),
  form('/token', { grant_type: 'client_credentials', scope: 'read' }),
  {
    ...{ id: 'get-party', kind: 'read', endpoint: 'citizen-portal', method: 'POST', path: '/v1/Ar' },
    contentType: 'application/soap+xml',
    soap: { action: 'urn:register/Get', bodyRoot: '{urn:register}Get' },
  },
  {
    ...{ id: 'get-appointments', kind: 'read', endpoint: 'citizen-portal', method: 'POST', path: '/rpc' },
    contentType: 'application/json',
    jsonRpc: { method: 'getAppointments' },
  },
  {
    ...{ id: 'letter-list', kind: 'read', endpoint: 'citizen-portal', method: 'POST', path: '/graphql' },
    contentType: 'application/json',
    graphql: { operationName: 'LetterList' },
  },
  ...['/Messages/{id}', '/Messages/{id}/status', '/Messages/{id}/apprec'].map((path) =>
    read('message-exchange', path),
  ),
  read('message-exchange', '/Messages/{id}/business-document'),
  read('rest.address-register', '/CommunicationParties/{herId}'),
  read('id-porten.id-gateway', '/.well-known/openid-configuration'),
  read('id-porten.id-gateway', '/jwks'),
  read('hospital-records', '/letters/{id}'),
];

interface Site {
  /** Playwright can read all that lies in it. */
  readonly folder: string;
  readonly sink: Pick<Sink, 'origins' | 'addresses'>;
  /** PEM text of the sink's CA. */
  readonly trust: string;
  readonly allowedSigners: string;
}

/** Writes an environment of mode verify whose participants are all real, and played by the sink. Returns its file. */
export function writeEnvironment({ folder, sink, trust, allowedSigners }: Site): string {
  for (const name of ['rosters', 'standing']) {
    cpSync(inProject('environments', name), join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, sinkFile), JSON.stringify(sink.addresses));
  writeFileSync(join(folder, 'trust.pem'), trust);
  writeFileSync(join(folder, 'allowed_signers'), allowedSigners);
  const participant = (...refs: string[]): Operation => ({
    as: 'url',
    urls: Object.fromEntries(refs.map((ref) => [ref, sink.origins[ref]])),
  });
  const file = join(folder, 'safety.yaml');
  const environment = {
    ...{ version: 1, name: 'safety', title: { nb: 'Angrepsmål', en: 'Target of attacks' }, mode: 'verify' },
    // For what we start ourselves, which here is nothing.
    ...{ domain: 'safety.test', port: 9_999 },
    participants: {
      'message-exchange': participant('message-exchange'),
      'address-register': participant('rest.address-register'),
      'id-gateway': participant('id-porten.id-gateway'),
      'hospital-records': participant('hospital-records'),
      'citizen-portal': participant('citizen-portal'),
    },
    ...{ roster: 'rehearsal.yaml', standing: 'rehearsal.yaml', login: { method: 'MinID' } },
    trust: 'trust.pem',
    change: { signers: { file: 'allowed_signers', sha256: sha256(allowedSigners) } },
    operations,
  };
  writeFileSync(file, stringify(environment));
  return file;
}

/** Lists one more operation in the file, a write: `POST /changed/{mark}`. */
export function listWrite(environmentFile: string): void {
  const environment = parse(readFileSync(environmentFile, 'utf8')) as { operations: Operation[] };
  environment.operations.push({
    ...{ id: 'write', kind: 'read', endpoint: 'citizen-portal', method: 'POST', path: '/changed/{mark}' },
  });
  writeFileSync(environmentFile, stringify(environment));
}
