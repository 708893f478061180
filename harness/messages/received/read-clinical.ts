import type { XmlElement } from '../xml-element.ts';
import type { Coded } from './facts.ts';
import { along, readable, within } from './find-elements.ts';
import { readCoded } from './read-coded.ts';

type HeadedText = { readonly heading: Coded; readonly text: string };

/** ReasonAsText and its like: heading and text. */
export const readHeadedTexts = (elements: readonly XmlElement[]): readonly HeadedText[] =>
  elements.map((element) => ({
    heading: readCoded(along(element, 'Heading')),
    text: readable(along(element, 'TextResultValue')),
  }));

/** InfItem with an observation in words: what kind of finding, and what it says. */
export const readItems = (from: XmlElement | undefined): readonly HeadedText[] =>
  within(from, 'InfItem')
    .filter((item) => along(item, 'Observation', 'Description') !== undefined)
    .map((item) => ({
      heading: readCoded(along(item, 'Type')),
      text: readable(along(item, 'Observation', 'Description')),
    }));

/** The concepts of all diagnoses: element `Diagnosis`, or `CodedDescr` of observations. */
export const readConcepts = (
  from: XmlElement | undefined,
  name: 'Diagnosis' | 'CodedDescr',
): readonly Coded[] => within(from, name).map((element) => readCoded(along(element, 'Concept') ?? element));
