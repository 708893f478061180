import { loadEnvironment } from '#harness/environment/load-environment.ts';
import { startParticipants } from './start-participants.ts';
import { openRunDirectory } from './run-directory.ts';
const base = await loadEnvironment('environments/local.yaml');
await using dir = await openRunDirectory('try-' + process.pid);
const t = Date.now();
await using p = await startParticipants(
  {
    ...base,
    port: 21000,
    participants: {
      ...base.participants,
      ...(process.argv[3] ? { [process.argv[3]]: { as: 'absent', reason: 'x' } } : {}),
    },
  },
  {
    runId: dir.runId,
    runDir: dir.path,
    backend: (process.argv[2] ?? 'process') as never,
    progress: (e) => console.log(JSON.stringify(e)),
  },
);
console.log('all', Date.now() - t, p);
const r = await fetch(p.wiremockAdminUrl + '/__admin/requests');
for (const e of ((await r.json()) as any).requests)
  console.log(
    e.request.method,
    e.request.absoluteUrl,
    e.responseDefinition.status,
    e.response.status,
    JSON.stringify(e.stubMapping.metadata),
    JSON.stringify(e.request.headers),
  );
