import { resolve, sep } from 'node:path';
import type { Clock } from '#harness/common/clock.ts';
import type { CommunicationParty } from '#harness/common/roster.ts';
import type { ServiceConfig } from '#harness/common/service-config.ts';
import { HarnessError } from '#harness/errors.ts';
import { appRecBuilder } from './apprec-document.ts';
import { Configurations } from './configurations.ts';
import { Exchange } from './exchange.ts';
import { Agenda } from './far-side/agenda.ts';
import { envelopeOf } from './far-side/envelope.ts';
import { FarSides } from './far-side/far-sides.ts';
import { answerPerformer } from './far-side/perform-answer.ts';
import type { FarSideScript } from './far-side/script.ts';
import type { Message } from './message.ts';
import { Notifications } from './notifications.ts';
import { routesTo, type Route } from './routes.ts';
import { seedStanding } from './seed-standing.ts';
import type { ExchangeSettings } from './settings.ts';
import { Retention } from './store/retention.ts';
import { sqliteStore } from './store/sqlite-store.ts';
import type { Store } from './store/store.ts';
import type { Surroundings } from './surroundings.ts';

export interface OpenExchange {
  readonly exchange: Exchange;
  readonly configurations: Configurations;
  readonly notifications: Notifications;
  /** Undefined when the messages live in memory alone. */
  readonly store: Store | undefined;
  /** What far sides will still do: how much, and its end. */
  readonly farSides: { readonly planned: number; clear(): void };
  /** Lets go of a message and of all that was told of it. */
  forget(message: Message): void;
}

/**
 * The exchange as its settings want it, with the standing letters and what an earlier process stored.
 * @param folder where the store's file lies unless the setting has a whole path: the run's own
 */
export function openExchange(
  config: Pick<ServiceConfig, 'roster' | 'standing' | 'writableFolder'>,
  settings: ExchangeSettings,
  clock: Clock,
  folder: string,
): OpenExchange {
  const { parties } = config.roster;
  const scripts = new Map(Object.entries(settings.farSides).map(([herId, one]) => [Number(herId), one]));
  const routes = routesTo(parties, (herId) => scripts.has(Number(herId)));
  refuseUnplayable(scripts, routes);
  const exchange = new Exchange(routes);
  seedStanding(exchange, config);

  const { writableFolder } = config;
  const store =
    settings.store === 'memory'
      ? undefined
      : sqliteStore(placeOf(settings.store.sqlite, folder, writableFolder));
  const stored = store?.load();
  const configurations = new Configurations(store, stored?.configurations);
  const notifications = new Notifications(configurations, clock, store, stored);
  const perform = answerPerformer(exchange, appRecBuilder(parties), clock);
  const agenda = new Agenda(clock, store, perform);
  const farSides = new FarSides(scripts, agenda, settings.abandonAfterMs);
  const { retention } = settings;
  const forget = (message: Message): void => {
    exchange.forget(message);
    notifications.forget(message.id);
  };
  const retained = retention === undefined ? undefined : new Retention(retention, clock, forget);
  exchange.surroundWith(
    {
      store,
      refuses: (herId, type) => !configurations.takes(herId, type),
      tell: (event) => notifications.tell(event),
      handOver: handOverTo(farSides, parties),
      ...(retained === undefined ? {} : { changed: (message) => retained.look(message) }),
    },
    stored,
  );
  farSides.takeUp(stored?.agenda ?? []);
  agenda.takeUp(stored?.agenda ?? []);
  return {
    ...{ exchange, configurations, notifications, store, forget },
    farSides: {
      get planned() {
        return agenda.size;
      },
      clear: () => {
        for (const part of [agenda, farSides, retained]) part?.clear();
      },
    },
  };
}

function handOverTo(
  farSides: FarSides,
  parties: readonly CommunicationParty[],
): NonNullable<Surroundings['handOver']> {
  const level1 = new Map(
    parties.map(({ herId, parentHerId }) => [Number(herId), Number(parentHerId ?? herId)]),
  );
  return (message, receiver, { reach }, overrides) =>
    farSides.receive({
      ...{ message, receiver, reach },
      envelope:
        reach === 'Edi' ? envelopeOf(message, overrides, (herId) => level1.get(herId) ?? herId) : undefined,
    });
}

/** Beside the service's config, in the run's folder; a container has one that it may write, and is held to it. */
function placeOf(file: string, folder: string, writableFolder: string | undefined): string {
  const place = resolve(writableFolder ?? folder, file);
  if (writableFolder === undefined || place.startsWith(writableFolder + sep)) return place;
  throw new HarnessError(
    'The setting store names a file outside the run, where nothing that a container writes is kept.',
    {
      code: 'ENVIRONMENT_INVALID',
      stage: 'environment',
      hint: 'Give it the name of a file alone, such as exchange.sqlite, or start with --backend process.',
      participant: 'message-exchange',
    },
  );
}

function refuseUnplayable(
  scripts: ReadonlyMap<number, FarSideScript>,
  routes: ReadonlyMap<number, Route>,
): void {
  const problems = [...scripts].flatMap(([herId, { accepts }]) => {
    const route = routes.get(herId);
    if (route === undefined) return [`${herId} is no active party of the roster`];
    if (accepts !== undefined && route.reach === 'Api') return [`${herId} uses the API and sees no envelope`];
    return [];
  });
  if (problems.length === 0) return;
  throw new HarnessError(`The setting farSides cannot be played: ${problems.join('; ')}.`, {
    code: 'ENVIRONMENT_INVALID',
    stage: 'environment',
    hint: 'HER-ids and EDI addresses stand in environments/rosters/; accepts is for a party with an EDI address of its own.',
    participant: 'message-exchange',
  });
}
