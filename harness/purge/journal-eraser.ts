import { z } from 'zod';
import { findIdentities } from '#harness/identities/find-identities.ts';
import type { TestDatum } from '#harness/common/test-data.ts';
import { ask } from './ask.ts';
import type { Eraser } from './eraser.ts';

const entriesSchema = z.looseObject({ requests: z.array(z.looseObject({ id: z.string() })) });
const place = 'journal';

/**
 * Deletes WireMock's journal, which holds every request and answer that passed. Participants go on asking each other:
 * an entry counts as left when it carries a person, below any encoding.
 */
export function journalEraser(adminUrl: string): Eraser {
  const url = `${adminUrl}/__admin/requests`;
  const entries = async () => entriesSchema.parse(JSON.parse((await ask(place, url)).text)).requests;
  const datum = ({ id }: { id: string }): TestDatum => ({ kind: 'request', id });
  return {
    place,
    list: async () => (await entries()).map(datum),
    remove: async () => {
      await ask(place, url, { method: 'DELETE' });
    },
    leftovers: async () =>
      (await entries()).filter((entry) => findIdentities(JSON.stringify(entry)).found.length > 0).map(datum),
  };
}
