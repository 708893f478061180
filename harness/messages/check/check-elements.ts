import { classByDate, classify } from '../../identities/national-identity-number.ts';
import type { XmlElement } from '../xml-element.ts';
import type { WrittenElement } from '../xml/xml-document.ts';
import { wrongOrder } from './element-order.ts';
import { findingAt, trailsIn, type Finding, type Trail } from './finding.ts';

type Verdict = Pick<Finding, 'severity' | 'rule'>;

/** Files, keys and signatures: digits there are chance. */
const opaque = /^(Base64Container|X509Certificate|SignatureValue|DigestValue)$/;
// Apart from letters and other digits, so that GUIDs and OIDs are none; a full stop may follow.
const number = /(?<![\w-]|\d\.)(\d{6})[ \u00a0\u202f-]?(\d{5})(?![\w-]|\.\d)/g;

function judgeNumber(digits: string): Verdict | undefined {
  const found = classify(digits);
  if (found === 'real') return { severity: 'error', rule: 'a real-looking identity number' };
  if (found === 'FH') return { severity: 'error', rule: 'an FH-number, which real patients have' };
  if (found === '+40') {
    return {
      severity: 'warning',
      rule: 'a number of month +40: synthetic at NAV, but hospitals give them to real patients',
    };
  }
  const date = found === 'invalid' ? classByDate(digits) : undefined;
  if (date === undefined) return undefined;
  return {
    severity: 'warning',
    rule: 'an identity number with wrong check digits: maybe a typo of a real one',
  };
}

function checkNumbers(element: WrittenElement): readonly Verdict[] {
  if (opaque.test(element.name)) return [];
  const texts = [element.text, ...Object.values(element.attributes)];
  return texts
    .flatMap((text) => [...text.matchAll(number)])
    .map(([, date = '', rest = '']) => judgeNumber(date + rest))
    .filter((verdict) => verdict !== undefined);
}

/** Id and type stand side by side: Id with TypeId, OffId with TypeOffId, Id with Type. */
const idOf = (
  element: XmlElement,
  idName: string,
  typeNames: readonly string[],
): [string, string] | undefined => {
  const id = element.children.find(({ name }) => name === idName)?.text.trim();
  const type = element.children.find(({ name }) => typeNames.includes(name))?.attributes['V'];
  return id === undefined || type === undefined ? undefined : [type, id];
};

function checkIds(element: WrittenElement): readonly Verdict[] {
  const [type, id] = idOf(element, 'Id', ['TypeId', 'Type']) ?? idOf(element, 'OffId', ['TypeOffId']) ?? [];
  if (type === undefined || id === undefined) return [];
  if (type === 'HER' && !/^\d{1,10}$/.test(id))
    return [{ severity: 'error', rule: 'a HER-id must be one to ten digits' }];
  if (type === 'ENH' && !isOrganisationNumber(id)) {
    return [
      { severity: 'warning', rule: 'an organisation number must be nine digits, the last a check digit' },
    ];
  }
  const isPerson = type === 'FNR' || type === 'DNR';
  if (!isPerson || !/^\d{11}$/.test(id)) {
    return isPerson ? [{ severity: 'error', rule: `${type} must be eleven digits` }] : [];
  }
  const isDNumber = /^[4-7]/.test(id);
  return (type === 'DNR') === isDNumber
    ? []
    : [{ severity: 'warning', rule: `${type} does not fit the number` }];
}

/** Whether nine digits have the right check digit. */
function isOrganisationNumber(text: string): boolean {
  const weights = [3, 2, 7, 6, 5, 4, 3, 2, 1];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text.charAt(index)), 0);
  return /^\d{9}$/.test(text) && sum % 11 === 0;
}

/** What holds in any message, whatever its kind: order around it, identity numbers, ids. */
export function checkElements(xml: string, root: WrittenElement): readonly Finding[] {
  const start: Trail = [root];
  return [...trailsIn(start)].flatMap((trail) => {
    const element = trail.at(-1) ?? root;
    const order = wrongOrder(trail);
    const verdicts: readonly Verdict[] = [
      ...(order === undefined ? [] : [{ severity: 'warning' as const, rule: order }]),
      ...checkNumbers(element),
      ...checkIds(element),
    ];
    return verdicts.map(({ severity, rule }) => findingAt(xml, trail, severity, rule));
  });
}
