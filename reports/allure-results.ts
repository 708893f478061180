import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Redact } from '#harness/identities/redact/create-redactor.ts';
import { leaksIn, type LeakSearch } from './leak-gate/find-leaks.ts';

const written = /\.(?:json|txt|md|xml|html?|csv|log|properties)$/i;
const picture = /\.(?:png|jpe?g|gif|webp|webm|mp4|bin)$/i;

interface Redaction extends LeakSearch {
  readonly redact: Redact;
}

interface Attached {
  readonly attachments?: unknown;
}

/** The same result without the attachments that were held back. */
function without(heldBack: ReadonlySet<string>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => without(heldBack, item));
  if (value === null || typeof value !== 'object') return value;
  const { attachments } = value as Attached;
  const kept = Array.isArray(attachments)
    ? { attachments: attachments.filter((one: { source?: string }) => !heldBack.has(one.source ?? '')) }
    : {};
  const all = Object.entries({ ...value, ...kept });
  return Object.fromEntries(all.map(([key, item]) => [key, without(heldBack, item)]));
}

function redacted(text: string, heldBack: ReadonlySet<string>, redact: Redact): string {
  try {
    // In JSON the texts alone, so that it stays JSON.
    return JSON.stringify(without(heldBack, JSON.parse(text)), (_key, value: unknown) =>
      typeof value === 'string' && !/-attachment\.\w+$/.test(value) ? redact(value) : value,
    );
  } catch {
    return redact(text);
  }
}

/**
 * Copies Allure's results for publication, redacted. Traces stay behind unless the leak gate finds nothing in them;
 * pictures and films always do, for nothing can search them: they lie in `test-results/` of this machine.
 */
export async function redactedResults(from: string, to: string, { redact, names }: Redaction): Promise<void> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ parentPath, name }));
  const isHeldBack = async ({ parentPath, name }: (typeof files)[number]): Promise<boolean> =>
    picture.test(name) ||
    (!written.test(name) && leaksIn(await readFile(join(parentPath, name)), { names }).length > 0);
  const heldBack = new Set<string>();
  for (const file of files) if (await isHeldBack(file)) heldBack.add(file.name);
  for (const { parentPath, name } of files.filter((file) => !heldBack.has(file.name))) {
    const folder = join(to, relative(from, parentPath));
    await mkdir(folder, { recursive: true });
    const content = await readFile(join(parentPath, name));
    const text = written.test(name) ? redacted(content.toString('utf8'), heldBack, redact) : content;
    await writeFile(join(folder, name), text);
  }
}
