import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE_MS, SECOND_MS } from '#core/base';
import { recordingPrefix } from '#server/domain';
import type { RecordingPlace, Recordings } from '#server/domain';
import type { Log } from '#server/log';
import type { ObjectStore } from '#server/objects';
import type { Store } from '#server/store';
import { runRounds } from '../run-rounds';
import { HOLD_MS } from './record-channel';
import { recordOne } from './record-one';
import { OwnInput, SourceInput } from './recording-input';

/** What recording takes. */
export interface RecordingWork {
  readonly store: Store;
  readonly objects: ObjectStore;
  readonly service: Recordings;
  readonly log: Log;
  readonly nowMs: () => number;
  /** At once on this node. */
  readonly most: number;
  /** Networks sources may lead to although they are not of the open internet. */
  readonly networks: readonly string[];
  /** Asks this platform itself for a signed path. */
  ask(path: string): Promise<{ readonly status: number; readonly bytes: Buffer }>;
}

/** Recording until it is stopped. */
export interface RunningRecording {
  /** Ends; what is under way is given to whoever takes it. */
  stop(): Promise<void>;
}

/** How exactly beginnings are kept. */
const LOOK_MS = 2 * SECOND_MS;
/** How soon new guides are followed, and what is over goes. */
const FOLLOW_MS = 5 * MINUTE_MS;

/** Removes recordings nobody wishes for any more: objects first, so that one that is killed is done again. */
async function removeUnwanted({ store, objects, nowMs }: RecordingWork, node: string): Promise<void> {
  for (;;) {
    const id = await store.recordings.claimUnwanted({ node, nowMs: nowMs(), lifeMs: 5 * MINUTE_MS });
    if (id === null) return;
    for await (const keys of objects.list(recordingPrefix(id))) await objects.remove(keys);
    await store.recordings.forget(id);
  }
}

/** Follows rules, lets go what is over, removes what nobody wants; of several nodes one at a time. */
async function tidy(work: RecordingWork, node: string): Promise<void> {
  const { store, service, nowMs } = work;
  await store.alone('follow recordings', async () => {
    await service.follow();
    await store.recordings.expire(nowMs());
  });
  await removeUnwanted(work, node);
}

/** Records what is due, follows rules and removes what is over, until stopped. Failures are logged and tried again. */
export function startRecording(work: RecordingWork): RunningRecording {
  const { store, objects, service, log, nowMs } = work;
  const node = randomUUID();
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  const parts = {
    recordings: store.recordings, objects, service, catalog: store.catalog, log, node, nowMs,
    isOver: () => stopping.signal.aborted,
    wait: (ms: number) => pause(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined),
    inputFor: ({ url, isOwn }: RecordingPlace) => (isOwn ? new OwnInput(work.ask) : new SourceInput(url, work.networks, stopping.signal)),
  };
  const take = async (): Promise<void> => {
    while (running.size < work.most && !stopping.signal.aborted) {
      const job = await store.recordings.claim({ node, nowMs: nowMs(), lifeMs: HOLD_MS });
      if (job === null) return;
      const recording: Promise<void> = recordOne(job, parts).finally(() => running.delete(recording));
      running.add(recording);
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  const noted = (round: () => Promise<void>) => (): Promise<void> => {
    const run = round();
    last = Promise.allSettled([last, run]);
    return run;
  };
  const ends = [
    runRounds({ everyMs: LOOK_MS, isAtOnce: true, run: noted(take), onFailure: (error) => log.warn({ err: error }, 'recordings not looked for') }),
    runRounds({ everyMs: FOLLOW_MS, isAtOnce: true, run: noted(() => tidy(work, node)), onFailure: (error) => log.warn({ err: error }, 'rules of recordings not followed') }),
  ];
  return {
    stop: async () => {
      for (const end of ends) end();
      stopping.abort();
      await Promise.allSettled([last, ...running]);
    },
  };
}
