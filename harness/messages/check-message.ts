import { z } from 'zod';
import { HarnessError } from '../errors.ts';
import { maskIdentities } from '../identities/mask-identities.ts';
import { checkElements } from './check/check-elements.ts';
import { describeMessage, type MessageFacts } from './check/describe-message.ts';
import { findingAt, type Finding } from './check/finding.ts';
import { locate } from './check/locate.ts';
import { letterType } from './code-systems.ts';
import { decodeXml } from './decode-xml.ts';
import { parseExchangeJson } from './parse-exchange-json.ts';
import { parseMessage } from './parse-message.ts';
import { parseXml } from './parse-xml.ts';
import { readDeliveryReport } from './read-delivery-report.ts';
import { readLetter } from './read-letter.ts';
import type { ParsedMessage } from './message.ts';
import { placeIn, type WrittenElement } from './xml/xml-document.ts';

/** What a message file is, and what is wrong with it. Identities are hidden. */
export interface MessageReport {
  /** Refused where any finding is an error. */
  readonly verdict: 'good' | 'refused';
  /** Absent where it could not be told what the file is. */
  readonly message?: MessageFacts;
  readonly findings: readonly Finding[];
}

/** Checks one message file: XML of every kind that `parseMessage` reads, or a JSON answer of the exchange. */
export function checkMessageFile(bytes: Uint8Array): MessageReport {
  return isJson(bytes) ? checkJson(bytes) : checkXml(bytes);
}

/**
 * The XML in a message file that our reader takes, as it is in the file or in the exchange's JSON; undefined where there
 * is none.
 */
export function documentIn(bytes: Uint8Array): Uint8Array | undefined {
  try {
    const xml = isJson(bytes) ? documentOf(parseExchangeJson(new TextDecoder().decode(bytes))) : bytes;
    if (xml !== undefined) parseXml(decodeXml(xml));
    return xml;
  } catch (error) {
    ruleOf(error);
    return undefined;
  }
}

function documentOf(answer: ReturnType<typeof parseExchangeJson>): Uint8Array | undefined {
  if (answer.kind !== 'businessDocument') return undefined;
  return Uint8Array.from(atob(answer.value.businessDocument), (byte) => byte.charCodeAt(0));
}

function isJson(bytes: Uint8Array): boolean {
  return /^[[{"]/.test(new TextDecoder().decode(bytes.subarray(0, 64)).trimStart());
}

function checkJson(bytes: Uint8Array): MessageReport {
  try {
    const answer = parseExchangeJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    // Places are those inside the document.
    const document = documentOf(answer);
    return document === undefined ? reportOf([], { kind: `JSON ${answer.kind}` }) : checkXml(document);
  } catch (error) {
    return reportOf([{ severity: 'error', line: 1, column: 1, path: '', rule: ruleOf(error) }]);
  }
}

function checkXml(bytes: Uint8Array): MessageReport {
  let xml = '';
  let root: WrittenElement;
  try {
    xml = decodeXml(bytes);
    root = parseXml(xml);
  } catch (error) {
    return reportOf([{ severity: 'error', ...placeOf(error, xml), path: '', rule: ruleOf(error) }]);
  }
  const findings = checkElements(xml, root);
  let message: ParsedMessage | undefined;
  try {
    message = parseMessage(xml);
    checkMeaning(message);
  } catch (error) {
    return reportOf([...findings, ...refusals(xml, root, error)], message && describeMessage(message));
  }
  return reportOf(findings, describeMessage(message));
}

/** Rules of a kind that go beyond its form. */
function checkMeaning(message: ParsedMessage): void {
  if (message.root !== 'MsgHead' || message.type !== letterType.V) return;
  const isReport = message.documents.some(({ content }) => content?.kind === 'Leveringsrapport');
  if (isReport) readDeliveryReport(message);
  else readLetter(message);
}

function refusals(xml: string, root: WrittenElement, error: unknown): readonly Finding[] {
  const cause = error instanceof HarnessError ? error.cause : undefined;
  if (cause instanceof z.ZodError) {
    const placesTold = new Set<string>();
    // The first rule that a value breaks is enough.
    const issues = cause.issues.filter(({ path }) => {
      const isNew = !placesTold.has(path.join('.'));
      placesTold.add(path.join('.'));
      return isNew;
    });
    return issues.map(({ path, message }) =>
      findingAt(xml, locate(root, path), 'error', maskIdentities(`${path.join('.')}: ${message}`)),
    );
  }
  const rule = ruleOf(error);
  const place = /version/.test(rule) ? ['version'] : /status/.test(rule) ? ['status'] : [];
  return [findingAt(xml, locate(root, place), 'error', rule)];
}

function ruleOf(error: unknown): string {
  if (error instanceof HarnessError) return maskIdentities(error.message);
  if (error instanceof TypeError) return 'The file has bytes that UTF-8 does not allow.';
  throw error;
}

const told = /at line (\d+), column (\d+)/;

function placeOf(error: unknown, xml: string): { readonly line: number; readonly column: number } {
  const [, line, column] = told.exec(error instanceof Error ? error.message : '') ?? [];
  if (line !== undefined) return { line: Number(line), column: Number(column) };
  return placeIn(xml, Math.max(0, xml.search(/<!doctype/i)));
}

function reportOf(findings: readonly Finding[], message?: MessageFacts): MessageReport {
  const sorted = findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return {
    verdict: findings.some(({ severity }) => severity === 'error') ? 'refused' : 'good',
    ...(message === undefined ? {} : { message }),
    findings: sorted,
  };
}
