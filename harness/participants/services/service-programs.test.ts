import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { inProject, projectRoot } from '#harness/environment/project-root.ts';

const rooms = ['environments', 'harness', 'mocks', 'package.json', 'tsconfig.json'];

/** A checkout of its own, so that its sources may be changed. */
function checkout(): string {
  const root = test.info().outputPath('checkout');
  for (const room of rooms) cpSync(inProject(room), join(root, room), { recursive: true });
  symlinkSync(inProject('node_modules'), join(root, 'node_modules'));
  return root;
}

/** What the front is run from, as a path inside that checkout. */
function frontOf(root: string): string {
  const module = join(root, 'harness', 'participants', 'services', 'service-programs.ts');
  const ask = `const { servicePrograms } = await import(${JSON.stringify(module)});
    console.log((await servicePrograms()).pathOf('front'));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', ask], { encoding: 'utf8' }).trim();
}

test('services run from one file each, made anew when a source changes, and from the sources where that fails', () => {
  const root = checkout();
  const first = frontOf(root);
  expect(first).toMatch(/^node_modules\/\.cache\/verdikjede\/services\/[0-9a-f]{16}\/front\.cjs$/);
  expect(existsSync(join(root, first))).toBe(true);
  expect(frontOf(root)).toBe(first);

  appendFileSync(join(root, 'mocks', 'front', 'forward.ts'), '\n// Changed.\n');
  const second = frontOf(root);
  expect(second).toMatch(/front\.cjs$/);
  expect(second).not.toBe(first);

  appendFileSync(join(root, 'mocks', 'front', 'forward.ts'), '\nconst = broken;\n');
  expect(frontOf(root)).toBe('mocks/front/service.ts');
  const cache = join(projectRoot, 'node_modules', '.cache', 'verdikjede', 'services');
  expect(readdirSync(cache).filter((name) => name.startsWith('making-'))).toEqual([]);
});
