import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { inProject, projectRoot } from '#harness/environment/project-root.ts';

/** Writes `<title>.cjs` for every service and the front into a folder of the checkout. Throws what esbuild throws. */
export async function bundleServices(folder: string): Promise<void> {
  const titles = readdirSync(inProject('mocks')).filter((name) => existsSync(programOf(name)));
  const others = titles.filter((title) => !namesMatter.has(title));
  // One after the other: where one fails, nothing writes into the folder any more.
  await bundle(others, folder, { keepNames: false });
  await bundle([...namesMatter], folder, { keepNames: true });
}

/** oidc-provider tells its models apart by the names of their classes. To keep names costs each call of a closure. */
const namesMatter = new Set(['id-gateway']);

async function bundle(
  titles: readonly string[],
  folder: string,
  { keepNames }: { readonly keepNames: boolean },
): Promise<void> {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: titles.map((title) => ({ in: programOf(title), out: title })),
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    // Scripts, not modules: packages of the older kind stay as they are, and Node's own load in parts.
    format: 'cjs',
    target: `node${process.versions.node}`,
    keepNames,
    sourcemap: 'linked',
    sourcesContent: false,
    plugins: [ownPlace(folder)],
    logLevel: 'silent',
  });
}

const programOf = (title: string): string => inProject('mocks', title, 'service.ts');

/** Our files go on reading what lies beside them: seen from the bundle, and so wherever the checkout is mounted. */
function ownPlace(folder: string): Plugin {
  const there = realpathSync(folder);
  const place = (path: string): string => {
    const fromThere = relative(there, path).split(sep).join('/');
    return `require('node:url').pathToFileURL(require('node:path').join(__dirname, ${JSON.stringify(fromThere)})).href`;
  };
  return {
    name: 'own-place',
    setup: (builder) => {
      builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (relative(projectRoot, path).startsWith(join('node_modules', sep))) return undefined;
        const text = await readFile(path, 'utf8');
        return { loader: 'ts', contents: text.replaceAll('import.meta.url', () => place(path)) };
      });
    },
  };
}
