import type { XmlNode } from '../xml/write-xml.ts';
import type { Code } from './clinical-facts.ts';

/** A coded value with its code system (CV). */
export const cv = ({ code, name, system }: Code): XmlNode => ({ $: { V: code, S: system, DN: name } });

/** A coded value of a system that the format fixes (CS). */
export const cs = ({ code, name }: Pick<Code, 'code' | 'name'>): XmlNode => ({ $: { V: code, DN: name } });

const statusNames = { N: 'Ny', M: 'Endring', C: 'Kansellering' } as const;

/** ServType: new, changed, cancelled. */
export const serviceType = (status: keyof typeof statusNames): XmlNode =>
  cs({ code: status, name: statusNames[status] });

/** A point in time, as own-root messages write it. */
export const at = (instant: string): XmlNode => ({ $: { V: instant } });

/** An element that may be left out. */
export const maybe = (name: string, content: XmlNode | string | undefined): XmlNode =>
  content === undefined ? {} : { [name]: content };
