import type { Clock } from '#harness/common/clock.ts';
import type { AnswerMessage } from '../answer-message.ts';
import type { Configurations } from '../configurations.ts';
import type { Exchange } from '../exchange.ts';
import type { Notifications } from '../notifications.ts';
import { invalid } from '../refusal.ts';
import type { ExchangeSettings } from '../settings.ts';
import type { Submission } from '../submit.ts';

/** What the routes of API v3 work on; the store is the one of API v2. */
export interface V3 {
  readonly exchange: Exchange;
  readonly configurations: Configurations;
  readonly notifications: Notifications;
  readonly settings: ExchangeSettings;
  readonly clock: Clock;
  /** Puts a document into the exchange and returns its id there. */
  readonly submit: (submission: Submission) => string;
  readonly answer: AnswerMessage;
}

/** Throws a 400 Refusal unless every HER-id has a configuration. */
export function mustBeConfigured(configurations: Configurations, herIds: readonly number[]): void {
  const without = herIds.filter((herId) => !configurations.has(herId));
  if (without.length > 0) throw invalid(`HerId(s) without a configuration: ${without.join(', ')}`);
}
