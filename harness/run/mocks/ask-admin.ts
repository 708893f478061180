import { HarnessError } from '../../errors.ts';

export type Ask = (method: 'POST' | 'PUT', path: string, body: object) => Promise<unknown>;

/** Asks WireMock's API what its client library has no words for. Throws USAGE where it refuses. */
export const askAdmin =
  (adminUrl: string): Ask =>
  async (method, path, body) => {
    const response = await fetch(`${adminUrl}/__admin/${path}`, { method, body: JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw refused(path, response.status);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };

const refused = (path: string, status: number): HarnessError =>
  new HarnessError(`WireMock was expected to take what was asked of ${path}; it answered ${status}.`, {
    code: 'USAGE',
    stage: 'run',
    hint: path.startsWith('scenarios/')
      ? 'A state can be set once an answer of this scenario takes part in the course (during: { course }).'
      : 'Look at the status, headers and body that the scenario asked for.',
  });

/** Nothing of ours runs that could be made to misbehave. */
export const noMocks = (): HarnessError =>
  new HarnessError(
    'Only mocks and stand-ins of a test run can be made to misbehave, and this run has none.',
    {
      code: 'USAGE',
      stage: 'run',
      hint: 'Run the scenario in an environment of mode test that starts participants, e.g. local.',
    },
  );
