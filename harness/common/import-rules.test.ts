import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inProject } from '../environment/project-root.ts';

/** One violation for each rule: the file that breaks it, and what it imports. */
const violations: Record<string, readonly [from: string, imports: string]> = {
  'no-circular': ['harness/gate/a.ts', './b.ts'],
  'no-orphans': ['harness/gate/alone.ts', ''],
  'errors-import-nothing': ['harness/errors.ts', './common/clock.ts'],
  'floor-imports-floor': ['harness/messages/up.ts', '../run/run.ts'],
  'common-is-the-lowest-floor': ['harness/common/up.ts', '../messages/low.ts'],
  'environments-are-data': ['environments/up.ts', '../harness/run/run.ts'],
  'environment-room': ['harness/environment/up.ts', '../gate/gate.ts'],
  'gate-room': ['harness/gate/up.ts', '../guard/guard.ts'],
  'audit-room': ['harness/audit/up.ts', '../guard/guard.ts'],
  'attestation-room': ['harness/attestation/up.ts', '../run/run.ts'],
  'purge-room': ['harness/purge/up.ts', '../run/run.ts'],
  'guard-room': ['harness/guard/up.ts', '../run/run.ts'],
  'seal-room': ['harness/seal/up.ts', '../run/run.ts'],
  'observation-room': ['harness/observation/up.ts', '../comparison/comparison.ts'],
  'comparison-room': ['harness/comparison/up.ts', '../run/run.ts'],
  'comparison-is-pure': ['harness/comparison/io.ts', 'node:fs'],
  'participants-room': ['harness/participants/up.ts', '../../mocks/one/service.ts'],
  'load-room': ['harness/load/up.ts', '../run/run.ts'],
  'mocks-room': ['mocks/one/up.ts', '../../harness/run/run.ts'],
  'one-mock-never-imports-another': ['mocks/one/aside.ts', '../two/two.ts'],
  'the-kit-knows-no-mock': ['mocks/kit/up.ts', '../one/service.ts'],
  'run-room': ['harness/run/up.ts', '../cli/cli.ts'],
  'bench-room': ['harness/bench/up.ts', '../cli/cli.ts'],
  'safety-room': ['harness/safety/up.ts', '../cli/cli.ts'],
  'contract-room': ['harness/contract/up.ts', '../run/run.ts'],
  'scenarios-have-one-door': ['scenarios/one/back-door.scenario.ts', '../../harness/run/run.ts'],
  'one-chain-never-imports-another': ['scenarios/one/aside.ts', '../two/two.ts'],
  'reports-read-results': ['reports/up.ts', '../harness/run/run.ts'],
  'load-scripts-stay-in-k6': ['scenarios/one/one.load.ts', 'zod'],
  unresolvable: ['harness/gate/nowhere.ts', './not-there.ts'],
};

/** Good files that the violations point at. */
const targets = [
  'harness/common/clock.ts',
  'harness/messages/low.ts',
  'harness/run/run.ts',
  'harness/gate/gate.ts',
  'harness/guard/guard.ts',
  'harness/comparison/comparison.ts',
  'harness/cli/cli.ts',
  'mocks/one/service.ts',
  'mocks/two/two.ts',
  'scenarios/two/two.ts',
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

function cruise(files: Readonly<Record<string, string>>): Violation[] {
  const folder = mkdtempSync(join(tmpdir(), 'verdikjede-arrows-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    cpSync(inProject('tsconfig.json'), join(folder, 'tsconfig.json'));
    cpSync(inProject('package.json'), join(folder, 'package.json'));
    const cli = realpathSync(inProject('node_modules', '.bin', 'depcruise'));
    const rules = inProject('.config', 'dependency-cruiser.cjs');
    const rooms = ['environments', 'harness', 'mocks', 'scenarios', 'reports'];
    const output = execFileSync(
      process.execPath,
      [cli, '--config', rules, '--output-type', 'json', ...rooms],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    return (JSON.parse(output) as { summary: { violations: Violation[] } }).summary.violations;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const importOf = (specifier: string): string =>
  specifier === '' ? 'export {};\n' : `import '${specifier}';\n`;

test('each import rule catches its violation', () => {
  const files = {
    ...Object.fromEntries(targets.map((path) => [path, 'export {};\n'])),
    'harness/gate/b.ts': "import './a.ts';\n",
    ...Object.fromEntries(Object.values(violations).map(([from, imports]) => [from, importOf(imports)])),
  };
  const found = cruise(files);
  const caught = Object.entries(violations).filter(([rule, [from]]) =>
    found.some((violation) => violation.rule.name === rule && violation.from === from),
  );
  expect(caught.map(([rule]) => rule)).toEqual(Object.keys(violations));
});

test('every rule of the file has its violation here', () => {
  const { forbidden } = createRequire(import.meta.url)(inProject('.config', 'dependency-cruiser.cjs')) as {
    forbidden: { name: string }[];
  };
  expect(forbidden.map(({ name }) => name).sort()).toEqual(Object.keys(violations).sort());
});
