import { expect, test } from '@playwright/test';
import { HarnessError, errorCodes } from '../errors.ts';
import { exitCodeOf, explainError } from './explain-error.ts';

const error = (code: (typeof errorCodes)[number], message = 'It stopped.'): HarnessError =>
  new HarnessError(message, { code, stage: 'run', hint: 'Do this next.' });

test('exitCodeOf() gives every code one of the documented exit codes', () => {
  for (const code of errorCodes) expect([1, 2, 3, 4, 5]).toContain(exitCodeOf(error(code)));
  expect(exitCodeOf(error('USAGE'))).toBe(2);
  expect(exitCodeOf(error('PARTICIPANT_NOT_READY'))).toBe(3);
  expect(exitCodeOf(error('DENIED'))).toBe(4);
  expect(exitCodeOf(new TypeError('x is not a function'))).toBe(5);
});

test('explainError() says what, what next and where the code is explained', () => {
  expect(explainError(error('USAGE'))).toBe(
    '✖ It stopped.\n→ Do this next.\n  (USAGE: see "When something stops" in README.md)',
  );
});

test('explainError() shows no national identity number, whoever put it there', () => {
  const text = explainError(new Error('cannot read 12837010045 of undefined'));
  expect(text).not.toContain('12837010045');
  expect(text).toContain('fault of verdikjede itself');
});
