import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '#harness/environment/project-root.ts';

/** The WireMock jar that npm brought, as a path inside the checkout: `node_modules/wiremock/build/….jar`. */
export function wiremockJar(): string {
  const folder = join('node_modules', 'wiremock', 'build');
  const jar = readdirSync(inProject(folder)).find((name) => name.endsWith('.jar'));
  return join(folder, jar ?? 'wiremock-standalone.jar');
}

/** JVM options for a short life: it is to be there soon, not to be fast for days. */
export const jvmOptions = (folder: string): string[] => [
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Xmx1g',
  // Neither of these may leave anything outside the run's folder.
  '-XX:-UsePerfData',
  '-XX:-CreateCoredumpOnCrash',
  `-XX:ErrorFile=${folder}/java-crash.log`,
  `-Djava.io.tmpdir=${folder}`,
  `-Duser.home=${folder}`,
];

/** WireMock's own options. `rootDir` holds `mappings/`. */
export const wiremockOptions = (listen: { host: string; port: number }, rootDir: string): string[] => [
  ...['--port', String(listen.port)],
  ...['--bind-address', listen.host],
  ...['--root-dir', rootDir],
  // Links, redirects and issuers must carry the name that the caller used.
  '--preserve-host-header',
  ...['--max-request-journal-entries', '5000'],
  ...['--container-threads', '64'],
  ...['--async-response-enabled', 'true'],
  ...['--async-response-threads', '32'],
  ...['--max-http-client-connections', '256'],
  '--disable-gzip',
  '--disable-http2-plain',
  '--disable-response-templating',
  '--disable-extensions-scanning',
  '--disable-request-logging',
  '--disable-banner',
];
