import { Once, toAppError } from '#core/base';
import type { Disposer } from '#core/base';
import type { Signal } from '#core/state';
import { followLineup, followSettings } from '#model/account';
import type { FollowedLineup } from '#model/account';
import { createFailureLog } from '#model/diagnostics';
import type { FailureLog } from '#model/diagnostics';
import { createGuideClock } from '#model/guide-clock';
import type { GuideClockModel } from '#model/guide-clock';
import { followLimits, lockProgrammes } from '#model/limits';
import type { FollowLimitsDeps } from '#model/limits';
import { createKeysModel } from '#model/keys';
import type { KeysModel } from '#model/keys';
import type { Rehearsal } from '#model/rehearsal';
import type { SessionCore } from '#model/session';
import type { BasketModel } from '#model/shop';
import type { TransferModel } from '#model/transfer';
import { createSleepModel } from '#model/sleep';
import type { SleepModel } from '#model/sleep';
import type { Host, PreviewPort, VoicePort } from '#ports';
import { createStoredCell } from '#sources/storage';
import type { AppModel } from './app-model';
import { openBasket } from './late-shop';

/** What {@link openExtras} makes: the list of failures, changed keys, and the sleep timer. */
export interface Extras {
  readonly failures: FailureLog;
  readonly keys: KeysModel;
  readonly sleep: SleepModel;
  /** What was found out about guides that run at other times than they say. */
  readonly guideClock: GuideClockModel;
  /** The set's assistant; `null` where it hands no words to this app. */
  readonly voice: VoicePort | null;
  /** What the stores check; once opened it goes on watching. Rejects where its code cannot be loaded; the next call tries again. */
  openRehearsal(): Promise<Rehearsal>;
  /** Moving to another set without an account, and backups; whoever opened it disposes it. Rejects where its code cannot be loaded. */
  openTransfer(): Promise<TransferModel>;
  /** What the account puts together to order at once; whoever opened it disposes it. Rejects where its code cannot be loaded, or without a platform. */
  openBasket(): Promise<BasketModel>;
}

/** What extras are made over. */
export interface ExtrasDeps {
  readonly host: Host;
  readonly app: AppModel;
  /** What the account's limits are carried out by. */
  readonly parental: FollowLimitsDeps['parental'];
  readonly time: FollowLimitsDeps['time'];
  readonly session: SessionCore;
  readonly lineup: FollowedLineup;
  /** Take what the screen follows. */
  readonly keys: Signal<KeysModel | null>;
  readonly sleep: Signal<SleepModel | null>;
  stopPlaying(): boolean;
  own(disposer: Disposer): void;
}

/** Without its code the home screen keeps the row it has. Never rejects. */
async function showHubRow({ host, app, own }: ExtrasDeps, preview: PreviewPort): Promise<void> {
  try {
    const { createHubRow } = await import('#model/hub-row');
    own(createHubRow({ ...app, clock: host.clock, preview }));
  } catch (error) {
    host.log.write('warn', 'the row of the home screen is not kept', { reason: toAppError(error).message });
  }
}

/** What waited for this start is told once. Never rejects. */
async function tellTransfer({ host, app }: ExtrasDeps): Promise<void> {
  try {
    if ((await host.storage.get('transfer.done')) !== null) await (await import('./open-transfer')).tellOutcome(host, app);
  } catch (error) {
    host.log.write('warn', 'what came of the last import is not told', { reason: toAppError(error).message });
  }
}

/** Makes what comes after the first page and serves until the end. */
export async function openExtras(deps: ExtrasDeps): Promise<Extras> {
  const { host, app } = deps;
  const { clock, log, storage } = host;
  const { translator, notices, player, session } = app;
  const [failures, keys] = await Promise.all([
    createFailureLog({ clock, log, player, session, cell: createStoredCell(storage, log, 'failures.v1') }),
    createKeysModel({ clock, cell: createStoredCell(storage, log, 'keys.v1'), available: host.keys.available }),
  ]);
  const sleep = createSleepModel({ clock, translator, notices, player, stopPlaying: () => void deps.stopPlaying() });
  const guideClock = createGuideClock({ ...app, clock, log, keys: host.keys, lifecycle: host.lifecycle, openLineup: () => app.openLineup(), cellOf: (id) => createStoredCell(storage, log, `guide-clock.${id}`) });
  for (const part of [failures, keys, sleep, guideClock]) {
    deps.own(() => {
      part.dispose();
    });
  }
  const watch = { clock, log, lifecycle: host.lifecycle, session: deps.session };
  deps.own(followLimits({ ...watch, parental: deps.parental, time: deps.time }));
  deps.own(followLineup({ ...watch, lineup: deps.lineup, baseOf: (id) => createStoredCell(storage, log, `lineup-base.${id}`) }));
  deps.own(followSettings({ ...watch, settings: app.settings, hasSettings: async () => (await createStoredCell(storage, log, 'settings.v1').read()) !== null }));
  deps.own(lockProgrammes({ clock, translator, notices, player, parental: app.parental, catalog: app.catalog, stopPlaying: deps.stopPlaying, watch: (key) => app.perform({ kind: 'watch-channel', key }) }));
  if (host.preview !== null) void showHubRow(deps, host.preview);
  deps.keys.value = keys;
  deps.sleep.value = sleep;
  const { name, osVersion, model } = app.capabilities.host;
  const head = ['Hearth', app.version, '·', name, osVersion, model].filter((part) => part !== '').join(' ');
  const rehearsal = new Once(async () => {
    const { createRehearsal } = await import('#model/rehearsal');
    const made = await createRehearsal({ clock, log, lifecycle: host.lifecycle, player, notices, head, hasPointer: app.capabilities.hasPointer, cell: createStoredCell(storage, log, 'rehearsal.v1') });
    deps.own(() => {
      made.dispose();
    });
    return made;
  });
  void tellTransfer(deps);
  return { failures, keys, sleep, guideClock, voice: host.voice, openRehearsal: () => rehearsal.get(), openTransfer: async () => (await import('./open-transfer')).openTransfer(deps), openBasket: () => openBasket(host, app, deps.session) };
}
