import { build } from 'esbuild';

/**
 * Bundles a chain's k6 script with all that it imports into one file: k6 resolves neither npm packages nor `#`
 * imports. Only k6's own modules stay outside; anything of Node in the graph fails the build.
 */
export async function bundleScript(script: string, outFile: string): Promise<void> {
  await build({
    entryPoints: [script],
    outfile: outFile,
    bundle: true,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    format: 'esm',
    target: 'es2022',
    external: ['k6', 'k6/*'],
    logLevel: 'silent',
  });
}
