import { namespaces } from '../code-systems.ts';
import { writeMsgHead, xmlDocument } from '../msg-head.ts';
import type { HealthDialogue } from './clinical-facts.ts';
import { cv } from './coded.ts';

/**
 * A dialogue message between health services as XML: MsgHead 1.2 around Dialogmelding 1.1. It is not checked here;
 * `healthDialogueSchema` does that.
 */
export function buildHealthDialogue(dialogue: HealthDialogue): string {
  const { answers, ...facts } = dialogue;
  const content = {
    Dialogmelding: {
      $: { xmlns: namespaces.dialog11 },
      Notat: { TemaKodet: cv(dialogue.theme), TekstNotatInnhold: dialogue.text },
    },
  };
  return writeMsgHead({
    ...facts,
    ...(answers === undefined ? {} : { answers }),
    type: { V: 'DIALOG_HELSEFAGLIG', DN: 'Helsefaglig dialog' },
    documents: [xmlDocument({ issued: dialogue.genDate, content })],
  });
}
