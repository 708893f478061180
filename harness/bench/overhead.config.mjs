import { inProject } from '../environment/project-root.ts';
import base from '../../playwright.config.ts';

// Both kinds of run are told apart by project and share every setting of the scenarios'.
const scenarios = base.projects?.find(({ name }) => name === 'scenarios');

const project = (name, testDir, testMatch) => ({ ...scenarios, name, testDir, testMatch });

export default {
  ...base,
  workers: 1,
  reporter: 'json',
  // Participants and guard run already: the bench has opened the run.
  globalSetup: undefined,
  projects: [
    project('scenario', inProject('scenarios', 'letter'), 'letter-arrives.scenario.ts'),
    project('plain', inProject('harness', 'bench'), 'plain-letter.bench.ts'),
  ],
};
