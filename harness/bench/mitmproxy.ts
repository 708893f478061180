import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitUntil } from '#harness/common/wait-until.ts';
import { childEnvironment } from '#harness/environment/process-environment.ts';
import { installPythonTool, type PythonTool } from '#harness/participants/python-tool.ts';
import { freePort } from './free-port.ts';

const mitmproxy: PythonTool = {
  name: 'mitmproxy',
  packages: { mitmproxy: '11.0.2' },
  program: 'mitmdump',
  purpose: 'which the guard is measured against',
};

export interface RunningMitmproxy extends AsyncDisposable {
  readonly proxyUrl: string;
  /** PEM text of its own CA. */
  readonly ca: string;
}

/** What the guard does to a request, in mitmproxy's words: judge host, method and path, add a header, write it down. */
const rule = (host: string, port: number, ledger: string): string => `
import json, re
from mitmproxy import http
ALLOWED = [("GET", re.compile(r"^/Messages/[^/]+/status$"))]
out = open(${JSON.stringify(ledger)}, "a", buffering=1)
def server_connect(data) -> None:
    data.server.address = ("127.0.0.1", ${port})
def request(flow: http.HTTPFlow) -> None:
    r = flow.request
    path = r.path.split("?")[0]
    allowed = r.pretty_host == ${JSON.stringify(host)} and r.port == ${port} and any(
        r.method == method and pattern.match(path) for method, pattern in ALLOWED)
    out.write(json.dumps({"method": r.method, "host": r.pretty_host, "allowed": allowed}) + "\\n")
    if not allowed:
        flow.response = http.Response.make(403, b"denied")
        return
    r.headers["x-verdikjede-run"] = "bench"
def response(flow: http.HTTPFlow) -> None:
    out.write(json.dumps({"status": flow.response.status_code}) + "\\n")
`;

/**
 * mitmproxy from PyPI, in a virtual environment that stays in the cache folder, with a rule equal to the guard's.
 * It trusts `upstreamCa` alone. Throws SETUP_MISSING when Python or the package can't be had.
 */
export async function startMitmproxy(upstream: {
  readonly host: string;
  readonly port: number;
  readonly ca: string;
}): Promise<RunningMitmproxy> {
  const program = await installPythonTool(mitmproxy);
  const folder = await mkdtemp(join(tmpdir(), 'verdikjede-mitmproxy-'));
  const ruleFile = join(folder, 'rule.py');
  const caFile = join(folder, 'upstream-ca.pem');
  await writeFile(ruleFile, rule(upstream.host, upstream.port, join(folder, 'ledger.jsonl')));
  await writeFile(caFile, upstream.ca);
  const port = await freePort();
  const settings = [
    'flow_detail=0',
    'termlog_verbosity=error',
    `confdir=${folder}`,
    `ssl_verify_upstream_trusted_ca=${caFile}`,
  ];
  const child = spawn(
    program,
    [
      '--listen-host',
      '127.0.0.1',
      '--listen-port',
      String(port),
      '-s',
      ruleFile,
      ...settings.flatMap((s) => ['--set', s]),
    ],
    { env: childEnvironment(), stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const ca = await waitUntil({
      what: 'the CA that mitmproxy makes at its start',
      look: () => readFile(join(folder, 'mitmproxy-ca-cert.pem'), 'utf8').catch(() => undefined),
      timeoutMs: 30_000,
    });
    return { proxyUrl: `http://127.0.0.1:${port}`, ca, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
