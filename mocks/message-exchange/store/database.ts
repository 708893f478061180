import type { DatabaseSync } from 'node:sqlite';
import { HarnessError } from '#harness/errors.ts';

export type Database = DatabaseSync;

/** Of the tables below. A file of another version is refused. */
const version = 2;

const tables = `
  CREATE TABLE message (position INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, facts TEXT NOT NULL, receivers TEXT NOT NULL);
  CREATE TABLE document (id TEXT PRIMARY KEY, base64 TEXT NOT NULL);
  CREATE TABLE agenda (id INTEGER PRIMARY KEY, entry TEXT NOT NULL);
  CREATE TABLE configuration (her_id INTEGER PRIMARY KEY, configuration TEXT NOT NULL);
  CREATE TABLE notification (position INTEGER PRIMARY KEY, message_id TEXT NOT NULL, notification TEXT NOT NULL);
  CREATE INDEX notification_of_message ON notification (message_id);
  CREATE TABLE counter (sequence INTEGER NOT NULL, last_offset INTEGER NOT NULL);
  INSERT INTO counter VALUES (0, 0);
  PRAGMA user_version = ${version};
`;

/** Opens the file of stored messages, for this process alone; RECORD_UNREADABLE when it is something else. */
export function openDatabase(file: string): Database {
  // Loaded when it is wanted: most exchanges keep their messages in memory alone.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  let database: Database | undefined;
  try {
    database = new DatabaseSync(file);
    // What the process wrote survives the process; a power cut is not what this is for.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    const found = database.prepare('PRAGMA user_version').get()?.['user_version'];
    if (found === 0) database.exec(`BEGIN EXCLUSIVE; ${tables} COMMIT`);
    else if (found !== version) throw new RangeError(`version ${String(found)}, expected ${version}`);
    return database;
  } catch (cause) {
    database?.close();
    const { message } = cause as Error;
    throw new HarnessError(`The message exchange cannot keep its messages in ${file}: ${message}.`, {
      code: 'RECORD_UNREADABLE',
      stage: 'participants',
      hint: 'The setting store names the file: give it one that can be written, or remove the old one.',
      participant: 'message-exchange',
      cause,
    });
  }
}
