import { z } from 'zod';
import { HarnessError } from '#harness/errors.ts';
import { agendaEntrySchema, type AgendaEntry } from '../far-side/answer.ts';
import type { Message } from '../message.ts';
import { openDatabase, type Database } from './database.ts';
import { readStored, writeFacts, writeReceivers } from './message-rows.ts';
import type { Store, Stored } from './store.ts';

type Write = () => void;

/** The exchange's memory in a SQLite file, which is made when it is not there. */
export function sqliteStore(file: string): Store {
  const database = openDatabase(file);
  const write = statements(database);
  let changes: Write[] = [];
  let changed = new Set<Message>();
  const note = (change: Write): void => void changes.push(change);
  const commit = (): void => {
    if (changes.length === 0) return;
    const all = changes;
    [changes, changed] = [[], new Set()];
    inOne(database, all);
  };
  return {
    load: () => load(database),
    keep: (message) =>
      note(() => {
        write.message.run(message.id, writeFacts(message), writeReceivers(message));
        write.document.run(message.id, message.document());
      }),
    update: (message) => {
      if (changed.has(message)) return;
      changed.add(message);
      note(() => write.receivers.run(writeReceivers(message), message.id));
    },
    forget: ({ id }) =>
      note(() => {
        write.forgetMessage.run(id);
        write.forgetDocument.run(id);
      }),
    plan: (entry: AgendaEntry) => note(() => write.plan.run(entry.id, JSON.stringify(entry))),
    done: (agendaId) => note(() => write.done.run(agendaId)),
    sequence: (last) => note(() => write.sequence.run(last)),
    commit,
    close: () => {
      commit();
      database.close();
    },
  };
}

function statements(database: Database) {
  return {
    message: database.prepare('INSERT INTO message (id, facts, receivers) VALUES (?, ?, ?)'),
    document: database.prepare('INSERT INTO document (id, base64) VALUES (?, ?)'),
    receivers: database.prepare('UPDATE message SET receivers = ? WHERE id = ?'),
    forgetMessage: database.prepare('DELETE FROM message WHERE id = ?'),
    forgetDocument: database.prepare('DELETE FROM document WHERE id = ?'),
    plan: database.prepare('INSERT OR REPLACE INTO agenda (id, entry) VALUES (?, ?)'),
    done: database.prepare('DELETE FROM agenda WHERE id = ?'),
    sequence: database.prepare('UPDATE counter SET sequence = ?'),
  };
}

function inOne(database: Database, changes: readonly Write[]): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const change of changes) change();
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

const countersSchema = z.tuple([z.object({ sequence: z.int() })]);
const agendaRowsSchema = z.array(z.object({ entry: z.string() }));

function load(database: Database): Stored {
  try {
    const [{ sequence }] = countersSchema.parse(database.prepare('SELECT sequence FROM counter').all());
    const rows = agendaRowsSchema.parse(database.prepare('SELECT entry FROM agenda ORDER BY id').all());
    return {
      messages: readStored(database),
      agenda: rows.map(({ entry }) => agendaEntrySchema.parse(JSON.parse(entry))),
      sequence,
    };
  } catch (cause) {
    throw new HarnessError(
      'The stored messages of the message exchange are not of the form that it writes.',
      {
        code: 'RECORD_UNREADABLE',
        stage: 'participants',
        hint: 'Give the setting store another file, or remove the one that it names.',
        participant: 'message-exchange',
        cause,
      },
    );
  }
}
