import { mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { archiveOptions, classArchive } from './class-archive.ts';

const outputPath = (name: string): string => test.info().outputPath(name);

function folders(): { cache: string; jar: string; written: string } {
  const cache = outputPath('cache');
  mkdirSync(cache, { recursive: true });
  const [jar, written] = [outputPath('some.jar'), outputPath('classes.jsa')];
  writeFileSync(jar, 'jar');
  writeFileSync(written, 'x'.repeat(1000));
  return { cache, jar, written };
}

test('classArchive() finds what was kept, for the same Java and jar alone', () => {
  const { cache, jar, written } = folders();
  const first = classArchive(cache, 'Java 17.0.15', jar);
  expect(first.kept).toBeUndefined();
  first.keep(written);
  expect(readdirSync(cache)).toHaveLength(1);
  expect(classArchive(cache, 'Java 17.0.15', jar).kept).toBe(join(cache, readdirSync(cache)[0]!));
  expect(classArchive(cache, 'Java 21.0.1', jar).kept).toBeUndefined();
  writeFileSync(jar, 'another jar');
  expect(classArchive(cache, 'Java 17.0.15', jar).kept).toBeUndefined();
});

test('classArchive() takes no truncated archive: a JVM crashes on it', () => {
  const { cache, jar, written } = folders();
  classArchive(cache, 'Java 17', jar).keep(written);
  truncateSync(classArchive(cache, 'Java 17', jar).kept!, 500);
  expect(classArchive(cache, 'Java 17', jar).kept).toBeUndefined();
});

test('classArchive() does without when there is no cache, no jar or nothing written', () => {
  const { cache, jar } = folders();
  expect(classArchive(undefined, 'Java 17', jar).kept).toBeUndefined();
  expect(classArchive(join(cache, 'not-there'), 'Java 17', jar).kept).toBeUndefined();
  expect(classArchive(cache, 'Java 17', outputPath('no.jar')).kept).toBeUndefined();
  classArchive(cache, 'Java 17', jar).keep(outputPath('nothing.jsa'));
  expect(readdirSync(cache)).toEqual([]);
});

test('classArchive() forgets an archive that a JVM died of', () => {
  const { cache, jar, written } = folders();
  classArchive(cache, 'Java 17', jar).keep(written);
  classArchive(cache, 'Java 17', jar).discard();
  expect(readdirSync(cache)).toEqual([]);
});

test('archiveOptions() lets a JVM that does not know them go on', () => {
  for (const use of [{ read: '/a' }, { write: '/a' }]) {
    expect(archiveOptions(use)[0]).toBe('-XX:+IgnoreUnrecognizedVMOptions');
  }
});
