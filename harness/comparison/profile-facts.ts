import type { Difference, Json } from './comparison.ts';
import type { IsSet } from './differences.ts';

const isObject = (value: Json): value is { [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const pick = (value: Json, wanted: (key: string) => boolean): Json =>
  isObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => wanted(key))) : value;

/** What is approved of a certificate: nothing that a renewal changes (serial, key, fingerprint, dates). */
const approvedOfCertificate = ['subject', 'issuer', 'names', 'protocol'];

/** The part of a profile value that someone approves; undefined when nothing of it is. */
export function approvedPart(name: string, value: Json): Json | undefined {
  if (name === 'certificate-days-left') return undefined;
  return name === 'certificate' ? pick(value, (key) => approvedOfCertificate.includes(key)) : value;
}

/**
 * The part that must agree between test and production: status and content type of an operation, the values
 * that a document says are supported. Undefined when nothing of it must: addresses and certificates may differ.
 */
export function contractPart(name: string, value: Json): Json | undefined {
  if (name.startsWith('operation '))
    return pick(value, (key) => key === 'statuses' || key === 'contentTypes');
  if (name.startsWith('document ')) return pick(value, (key) => key.endsWith('_supported'));
  return undefined;
}

/** An operation that did not give one of the expected answers this time has not broken any promise. */
export const saysNothing = ({ pointer, seen }: Difference): boolean =>
  seen === undefined && /^\/(statuses|contentTypes)\//.test(pointer);

/** Header names, certificate names and supported values have no order. */
export const isProfileSet: IsSet = (pointer) =>
  /(^|\/)(headers|names|statuses|contentTypes|[a-z_]+_supported)$/.test(pointer);
