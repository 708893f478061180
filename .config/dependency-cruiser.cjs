// The arrows of the design: data flows right, imports point left. Each rule has a test that breaks it
// (harness/common/import-rules.test.ts).
const rooms = '^(environments|harness|mocks|scenarios|reports)/';
const floor = ['^harness/(common|messages|identities)/', '^harness/errors\\.ts$'];
const tests = '\\.test\\.ts$';

const onlyImports = (name, from, mayImport) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: tests },
  to: { path: rooms, pathNot: mayImport },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [tests, '\\.(scenario|load|config)\\.ts$', '\\.mjs$', '/service\\.ts$', '\\.d\\.ts$'],
      },
      to: {},
    },
    onlyImports('errors-import-nothing', '^harness/errors\\.ts$', ['^$']),
    onlyImports('floor-imports-floor', '^harness/(common|messages|identities)/', floor),
    onlyImports('common-is-the-lowest-floor', '^harness/common/', [
      '^harness/common/',
      '^harness/errors\\.ts$',
    ]),
    onlyImports('environments-are-data', '^environments/', ['^environments/', ...floor]),
    onlyImports('environment-room', '^harness/environment/', [
      '^harness/environment/',
      '^environments/',
      ...floor,
    ]),
    onlyImports('gate-room', '^harness/gate/', ['^harness/(gate|environment)/', '^environments/', ...floor]),
    onlyImports('audit-room', '^harness/audit/', ['^harness/audit/', ...floor]),
    onlyImports('attestation-room', '^harness/attestation/', [
      '^harness/(attestation|audit)/',
      '^harness/observation/run-record\\.schema\\.ts$',
      ...floor,
    ]),
    onlyImports('purge-room', '^harness/purge/', [
      '^harness/(purge|attestation|environment)/',
      '^environments/',
      ...floor,
    ]),
    onlyImports('guard-room', '^harness/guard/', [
      '^harness/(guard|audit|environment)/',
      // The form of what it writes for the observation room.
      '^harness/observation/(ledger|observation)\\.schema\\.ts$',
      // HelseID has one client here, whoever asks for tokens.
      '^mocks/kit/helse-id/helse-id-client\\.ts$',
      '^environments/',
      ...floor,
    ]),
    onlyImports('seal-room', '^harness/seal/', ['^harness/(seal|environment)/', '^environments/', ...floor]),
    onlyImports('observation-room', '^harness/observation/', ['^harness/observation/', ...floor]),
    onlyImports('comparison-room', '^harness/comparison/', ['^harness/(comparison|observation)/', ...floor]),
    {
      name: 'comparison-is-pure',
      severity: 'error',
      from: { path: '^harness/comparison/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    onlyImports('participants-room', '^harness/participants/', [
      '^harness/(participants|environment)/',
      '^environments/',
      '^mocks/[^/]+/participant\\.ts$',
      '^mocks/front/',
      ...floor,
    ]),
    onlyImports('load-room', '^harness/load/', [
      '^harness/(load|observation|environment)/',
      '^environments/',
      ...floor,
    ]),
    // It measures them all; the letter and its plain twin are the chain's own, tokens are HelseID's.
    onlyImports('bench-room', '^harness/bench/', [
      '^harness/(?!cli/)',
      '^mocks/kit/helse-id/[^/]+\\.ts$',
      '^environments/',
      '^scenarios/[^/]+/(payload|letter-to-citizen)\\.ts$',
    ]),
    // It attacks a run by the command line, from outside; its scenarios come in by their one door.
    onlyImports('safety-room', '^harness/safety/', ['^harness/(?!cli/)', '^environments/']),
    // A service alone, held against the document that its contract is published in; all mocks, called by other clients.
    onlyImports('contract-room', '^harness/contract/', [
      '^harness/(contract|environment|participants)/',
      '^mocks/kit/(service-process|test-client-key|helse-id/[^/]+)\\.ts$',
      '^environments/',
      ...floor,
    ]),
    onlyImports('mocks-room', '^mocks/', ['^mocks/', ...floor]),
    {
      name: 'one-mock-never-imports-another',
      severity: 'error',
      from: { path: '^mocks/([^/]+)/', pathNot: tests },
      to: { path: '^mocks/([^/]+)/', pathNot: ['^mocks/$1/', '^mocks/kit/'] },
    },
    {
      name: 'the-kit-knows-no-mock',
      severity: 'error',
      from: { path: '^mocks/kit/', pathNot: tests },
      to: { path: '^mocks/(?!kit/)' },
    },
    onlyImports('run-room', '^harness/run/', [
      '^harness/(?!cli/)',
      '^mocks/',
      '^environments/',
      '^reports/(reporter|run-record)',
    ]),
    onlyImports('scenarios-have-one-door', '^scenarios/', [
      '^scenarios/',
      '^harness/run/scenario\\.ts$',
      ...floor,
    ]),
    {
      name: 'one-chain-never-imports-another',
      severity: 'error',
      from: { path: '^scenarios/([^/]+)/', pathNot: tests },
      to: { path: '^scenarios/([^/]+)/', pathNot: '^scenarios/$1/' },
    },
    onlyImports('reports-read-results', '^reports/', [
      '^reports/',
      '^harness/(comparison|observation)/',
      ...floor,
    ]),
    {
      name: 'load-scripts-stay-in-k6',
      severity: 'error',
      from: { path: '\\.load\\.ts$' },
      to: { pathNot: ['^scenarios/', '^k6(/|$)', '^harness/(messages|identities|common)/', '@types/k6'] },
    },
    {
      name: 'unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^k6(/|$)'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^reports/output/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
