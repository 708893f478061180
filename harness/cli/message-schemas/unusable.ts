import { HarnessError } from '../../errors.ts';

/** The folder's schemas cannot be used. */
export const unusable = (folder: string, why: string): HarnessError =>
  new HarnessError(`Messages cannot be held to the schemas in ${folder}: ${why}.`, {
    code: 'USAGE',
    stage: 'setup',
    hint: 'Name a folder that has the .xsd files, each with those that it imports: xmllint --schema FILE.xsd says more.',
  });
