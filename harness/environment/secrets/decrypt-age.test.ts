import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { encryptedFolder, needsPrograms } from './testing/encrypted-folder.ts';

const encrypt = (text: string, recipient: string, file: string): void =>
  void execFileSync('age', ['--encrypt', '-r', recipient, '-o', file], { input: text });

test('what age encrypted is read by its identity, the newline at the end aside', () => {
  needsPrograms('age', 'age-keygen');
  using folder = encryptedFolder();
  const file = join(folder.path, 'token.age');
  encrypt('not-for-the-disk\n', folder.identity('mine.txt'), file);
  expect(folder.read('${age:token.age}', 'mine.txt')).toEqual({ text: 'not-for-the-disk' });
  expect(readFileSync(file, 'latin1')).not.toContain('not-for-the-disk');
});

test('another identity, none, one that is not there, and a file that is not there or was changed are told apart', () => {
  needsPrograms('age', 'age-keygen');
  using folder = encryptedFolder();
  const file = join(folder.path, 'token.age');
  encrypt('not-for-the-disk', folder.identity('mine.txt'), file);
  folder.identity('another.txt');
  const rule = (said: RegExp) => ({ rule: expect.stringMatching(said) as unknown });
  expect(folder.read('${age:token.age}', 'another.txt')).toEqual(
    rule(/^cannot be decrypted by the identity/),
  );
  expect(folder.read('${age:token.age}')).toEqual(rule(/^needs VERDIKJEDE_AGE_IDENTITY: the file of your/));
  expect(folder.read('${age:token.age}', 'gone.txt')).toEqual(rule(/^needs the file .* is not there$/));
  expect(folder.read('${age:gone.age}', 'mine.txt')).toEqual(rule(/^is not there: paths are from/));
  appendFileSync(file, 'more');
  expect(folder.read('${age:token.age}', 'mine.txt')).toEqual(rule(/^cannot be decrypted/));
});
