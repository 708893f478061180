import { z } from 'zod';
import { HarnessError } from '#harness/errors.ts';
import { agendaEntrySchema, type AgendaEntry } from '../far-side/answer.ts';
import type { Message } from '../message.ts';
import { openDatabase, type Database } from './database.ts';
import { readStored, writeFacts, writeReceivers } from './message-rows.ts';
import type { Store, Stored } from './store.ts';
import { readV3, v3Statements } from './v3-rows.ts';

type Write = () => void;

/** The exchange's memory in a SQLite file, which is made when it is not there. */
export function sqliteStore(file: string): Store {
  const database = openDatabase(file);
  const write = statements(database);
  let changes: Write[] = [];
  let changed = new Set<Message>();
  const note = (change: Write): void => void changes.push(change);
  let whenStored: (() => void)[] = [];
  const commit = (): void => {
    if (changes.length === 0) return;
    const [all, then] = [changes, whenStored];
    [changes, changed, whenStored] = [[], new Set(), []];
    inOne(database, all);
    for (const act of then) act();
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
        write.forgetNotifications(id);
      }),
    plan: (entry: AgendaEntry) => note(() => write.plan.run(entry.id, JSON.stringify(entry))),
    done: (agendaId) => note(() => write.done.run(agendaId)),
    sequence: (last) => note(() => write.sequence.run(last)),
    configure: (configuration) => note(() => write.configure(configuration)),
    unconfigure: (herId) => note(() => write.unconfigure(herId)),
    notify: (notification) => note(() => write.notify(notification)),
    offset: (last) => note(() => write.offset(last)),
    whenStored: (act) => void whenStored.push(act),
    commit,
    close: () => {
      commit();
      database.close();
    },
  };
}

function statements(database: Database) {
  return {
    ...v3Statements(database),
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

const countersSchema = z.tuple([z.object({ sequence: z.int(), last_offset: z.int() })]);
const agendaRowsSchema = z.array(z.object({ entry: z.string() }));

function load(database: Database): Stored {
  try {
    const counters = database.prepare('SELECT sequence, last_offset FROM counter').all();
    const [{ sequence, last_offset: offset }] = countersSchema.parse(counters);
    const rows = agendaRowsSchema.parse(database.prepare('SELECT entry FROM agenda ORDER BY id').all());
    return {
      messages: readStored(database),
      agenda: rows.map(({ entry }) => agendaEntrySchema.parse(JSON.parse(entry))),
      ...readV3(database),
      ...{ sequence, offset },
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
