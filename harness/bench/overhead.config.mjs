import { inProject } from '../environment/project-root.ts';
import base from '../../playwright.config.ts';

// Both kinds of run are told apart by project and share every setting of the scenarios'.
const scenarios = base.projects?.find(({ name }) => name === 'scenarios');

export default {
  ...base,
  testDir: inProject(),
  workers: 1,
  reporter: 'json',
  // Participants and guard run already: the bench has opened the run.
  globalSetup: undefined,
  projects: [
    { ...scenarios, name: 'scenario', testMatch: 'scenarios/letter/letter-arrives.scenario.ts' },
    { ...scenarios, name: 'plain', testMatch: 'harness/bench/plain-letter.bench.ts' },
  ],
};
