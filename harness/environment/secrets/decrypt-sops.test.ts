import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encryptedFolder, needsPrograms, type EncryptedFolder } from './testing/encrypted-folder.ts';

const secrets = {
  token: 'not-for-the-disk',
  helseid: { 'key-1': '{"kty":"EC","crv":"P-256"}', port: 8443 },
};

/** Encrypts the secrets in place, as somebody would do it by hand. */
function encrypt({ path }: EncryptedFolder, recipient: string, name: string): string {
  const file = join(path, name);
  writeFileSync(file, JSON.stringify(secrets));
  execFileSync('sops', ['encrypt', '--age', recipient, '--in-place', file], { stdio: 'ignore' });
  return file;
}
const rule = (said: RegExp) => ({ rule: expect.stringMatching(said) as unknown });

for (const ending of ['yaml', 'json']) {
  test(`one value of a ${ending} file that sops encrypted is read, at the top or within`, () => {
    needsPrograms('sops', 'age-keygen');
    using folder = encryptedFolder();
    const file = encrypt(folder, folder.identity('mine.txt'), `secrets.${ending}`);
    const read = (key: string) => folder.read(`$\{sops:secrets.${ending}#${key}}`, 'mine.txt');
    expect(read('token')).toEqual({ text: secrets.token });
    expect(read('helseid.key-1')).toEqual({ text: secrets.helseid['key-1'] });
    expect(read('helseid.port')).toEqual({ text: '8443' });
    expect(readFileSync(file, 'utf8')).not.toContain('not-for-the-disk');
  });
}

test('the name of a file is a name, whatever a shell would make of it', () => {
  needsPrograms('sops', 'age-keygen');
  using folder = encryptedFolder();
  const touched = join(folder.path, 'touched');
  encrypt(folder, folder.identity('mine.txt'), ";touch touched;'.yaml");
  expect(folder.read("${sops:;touch touched;'.yaml#token}", 'mine.txt')).toEqual({ text: secrets.token });
  expect(existsSync(touched) || existsSync('touched')).toBe(false);
});

test('another identity, none, a key that is not in it, a changed file and one in clear are told apart', () => {
  needsPrograms('sops', 'age-keygen');
  using folder = encryptedFolder();
  const file = encrypt(folder, folder.identity('mine.txt'), 'secrets.yaml');
  folder.identity('another.txt');
  const token = '${sops:secrets.yaml#token}';
  expect(folder.read(token, 'another.txt')).toEqual(rule(/^cannot be decrypted by the identity/));
  expect(folder.read(token)).toEqual(rule(/^needs VERDIKJEDE_AGE_IDENTITY: the file of your/));
  expect(folder.read('${sops:secrets.yaml#helseid.gone}', 'mine.txt')).toEqual(rule(/is the key in it\?$/));
  writeFileSync(file, readFileSync(file, 'utf8').replace('token:', 'taken:'));
  expect(folder.read('${sops:secrets.yaml#taken}', 'mine.txt')).toEqual(rule(/^was changed after/));
  writeFileSync(file, JSON.stringify(secrets));
  expect(folder.read(token, 'mine.txt')).toEqual(rule(/^cannot be read by sops/));
});

test('without sops it is told how to get it; a file or an identity that is not there, before it is asked', () => {
  using folder = encryptedFolder();
  const path = process.env['PATH'];
  process.env['PATH'] = folder.path;
  const read = (by: string) => folder.read('${sops:secrets.yaml#token}', by);
  try {
    expect(() => read('mine.txt')).toThrow(
      expect.objectContaining({
        code: 'SETUP_MISSING',
        hint: expect.stringContaining('cmd/sops@v'),
      }),
    );
    writeFileSync(join(folder.path, 'sops'), '#!/bin/sh\ntouch asked\n', { mode: 0o755 });
    writeFileSync(join(folder.path, 'mine.txt'), '');
    expect(read('gone.txt')).toEqual(rule(/^needs the file that VERDIKJEDE_AGE_IDENTITY names/));
    expect(read('mine.txt')).toEqual(rule(/^is not there: paths are from/));
    expect(existsSync('asked')).toBe(false);
  } finally {
    process.env['PATH'] = path;
  }
});
