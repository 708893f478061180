import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { HarnessError, type ErrorCode } from '../errors.ts';

/** One thing that is wrong with a file: where, and which rule. Never the value: it may be a secret. */
export interface FileProblem {
  readonly file: string;
  readonly where: string;
  readonly line?: number;
  readonly rule: string;
}

interface YamlFile<T> {
  readonly value: T | undefined;
  readonly problems: readonly FileProblem[];
}

/** Reads a yaml file and checks it; all problems are handed back, none is thrown. */
export function readYaml<S extends z.ZodType>(file: string, schema: S): YamlFile<z.output<S>> {
  if (!existsSync(file)) {
    return { value: undefined, problems: [{ file, where: 'file', rule: 'does not exist' }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const broken = document.errors.map((error) => ({
    file,
    where: 'yaml',
    line: lines.linePos(error.pos[0]).line,
    rule: (error.message.split('\n')[0] ?? error.code).replace(/ at line .*$/, ''),
  }));
  if (broken.length > 0) return { value: undefined, problems: broken };
  const checked = schema.safeParse(document.toJS());
  if (checked.success) return { value: checked.data, problems: [] };
  return {
    value: undefined,
    problems: flatten(checked.error.issues).map((issue) => problem(file, document, lines, issue)),
  };
}

/** An issue of a union hides those of its branches: show the ones of the branch that came furthest. */
function flatten(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
    const [closest] = [...issue.errors].sort((a, b) => a.length - b.length);
    return flatten((closest ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })));
  });
}

function problem(file: string, document: Document, lines: LineCounter, issue: z.core.$ZodIssue): FileProblem {
  const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
  const path = [...issue.path, ...(keys.length === 1 ? keys : [])].map(String);
  const node = document.getIn(keys.length === 1 ? path : issue.path.map(String), true) as
    { range?: [number] } | undefined;
  const line = node?.range === undefined ? undefined : lines.linePos(node.range[0]).line;
  const rule = issue.code === 'unrecognized_keys' ? 'is not a known key' : issue.message;
  return { file, where: path.join('.') || 'document', rule, ...(line === undefined ? {} : { line }) };
}

/** One error for all problems, each with file, place and rule. */
export function problemsError(problems: readonly FileProblem[], code: ErrorCode, hint: string): HarnessError {
  const rows = problems.map((p) => {
    const at = p.line === undefined ? '' : `:${p.line}`;
    return `  ✖ ${relative(process.cwd(), p.file) || p.file}${at} → ${p.where}: ${p.rule}`;
  });
  const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
  return new HarnessError(`${count}:\n${rows.join('\n')}`, { code, stage: 'environment', hint });
}
