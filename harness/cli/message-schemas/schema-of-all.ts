import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { escapeMarkup } from '#harness/common/html.ts';
import { unusable } from './unusable.ts';

/**
 * Path of one schema that has all of a folder: its own `all.xsd`, else one made in `scratch` that imports a file per
 * namespace. Files that others include are left to those.
 */
export function schemaOfAll(folder: string, scratch: string): string {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw unusable(folder, 'it is no folder');
  const own = resolve(folder, 'all.xsd');
  if (existsSync(own)) return own;
  const files = readdirSync(folder)
    .filter((file) => /\.xsd$/i.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
  const included = new Set(
    files.flatMap(({ text }) =>
      [...text.matchAll(/<(?:\w+:)?include\b[^>]*schemaLocation\s*=\s*["']([^"']+)/g)].map(
        ([, file]) => file,
      ),
    ),
  );
  const byNamespace = new Map<string, string>();
  for (const { file, text } of files.filter((one) => !included.has(one.file))) {
    const namespace = /<(?:\w+:)?schema\b[^>]*targetNamespace\s*=\s*["']([^"']+)/.exec(text)?.[1];
    if (namespace !== undefined && !byNamespace.has(namespace)) byNamespace.set(namespace, file);
  }
  if (byNamespace.size === 0) throw unusable(folder, 'there is no schema with a namespace in it');
  const imports = [...byNamespace].map(
    ([namespace, file]) =>
      `<xs:import namespace="${escapeMarkup(namespace)}" schemaLocation="${escapeMarkup(pathToFileURL(resolve(folder, file)).href)}"/>`,
  );
  const made = join(scratch, 'all.xsd');
  writeFileSync(
    made,
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`,
  );
  return made;
}
