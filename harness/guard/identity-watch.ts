import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerInPlace, withheldAnswer, type GuardAnswer } from './guard-answers.ts';
import type { SearchForStrangers, SearchResult, Stranger } from './identity-search.ts';
import type { JudgedRequest } from './judged-request.ts';
import type { LedgerWriter } from './ledger-writer.ts';
import { refuseIdentities } from './refuse-identities.ts';
import { searchAnswer, searchWhilePassing, type AnswerHead } from './search-answer.ts';
import type { StopSwitch } from './stop-switch.ts';

/** Whose request or answer it is, as the ledger names it. */
export interface Passing {
  readonly method: string;
  readonly host: string;
  readonly endpoint: string | null;
  readonly scenario: string | null;
}

export interface IdentityWatch {
  /** Why a request may not leave; its people are then in the ledger. */
  refuse(request: JudgedRequest, passing: Passing): string | undefined;
  /** What is passed on instead of a whole answer; undefined where nothing is wrong with it. */
  withhold(answer: AnswerHead, body: Uint8Array, passing: Passing): GuardAnswer | undefined;
  /** Lets an answer pass as far as it may; what may not is replaced, or, where it has begun, ended. */
  watch(answer: IncomingMessage, client: ServerResponse, passing: Passing): void;
}

const stoppedReason = 'The run has been stopped: an answer carried a person who is not on the roster.';
const secretShown = 'The answer showed a secret that the guard alone holds; it was not passed on.';
const tooMuch = 'There is more to decode in the answer than can be searched for people.';

/** Searches all that passes for people who are not on the roster, and writes down who was met without telling who. */
export function watchIdentities(
  search: SearchForStrangers,
  ledger: LedgerWriter,
  stops: StopSwitch,
): IdentityWatch {
  const note = (way: 'request' | 'answer', passing: Passing, strangers: readonly Stranger[]): void => {
    for (const { where, is, hmac } of strangers) {
      ledger.append({ entry: 'identity', way, ...passing, where, is, hmac });
    }
  };
  /** Why the answer may not be passed on; written down, and the run is stopped where a person is why. */
  const objection = (
    { strangers, isWhole, showsSecret }: SearchResult,
    passing: Passing,
  ): string | undefined => {
    if (strangers.length > 0) {
      note('answer', passing, strangers);
      stops.pull({ cause: 'identity', reason: stoppedReason });
      return stoppedReason;
    }
    if (isWhole && !showsSecret) return undefined;
    const { method, host, scenario } = passing;
    const reason = showsSecret ? secretShown : tooMuch;
    ledger.append({ entry: 'denial', class: 'denied', method, host, reason, scenario });
    return reason;
  };
  return {
    refuse: (request, passing) => {
      const refusal = refuseIdentities(search, request);
      if (refusal !== undefined) note('request', passing, refusal.strangers);
      return refusal?.reason;
    },
    withhold: (answer, body, passing) => {
      const why = objection(searchAnswer(search, answer, body), passing);
      return why === undefined ? undefined : withheldAnswer(why);
    },
    watch: (answer, client, passing) => {
      searchWhilePassing(answer, search, (result, began) => {
        const why = objection(result, passing);
        if (why === undefined) return true;
        if (began) client.destroy();
        else answerInPlace(client, withheldAnswer(why));
        return false;
      });
    },
  };
}

/** Nobody is searched for. */
export const noWatch: IdentityWatch = {
  refuse: () => undefined,
  withhold: () => undefined,
  watch: () => undefined,
};
