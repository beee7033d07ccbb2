import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { AppError, joinDisposers } from '#core/base';
import type { Disposer } from '#core/base';
import { objectPlace, storePlace } from '#server/config';
import type { Config } from '#server/config';
import { CountryDatabase, CountryFinder, createPlatform, openPayments, openTelevisionPayments, ServerKeys } from '#server/domain';
import type { CountryLookup, FirstOperator, Leases, Platform, SnapshotLibrary } from '#server/domain';
import { directEvents, openNatsEvents } from '#server/events';
import type { EventBus, StoreEvents } from '#server/events';
import { subtitlesOfFolderFilm, withFolders } from '#server/folders';
import { createHttp } from '#server/http';
import {
  loadSecret, sampleCuration, seedDemoAccount, seedProtectedFilm, seedSample, seedTestAccounts, startHousekeeping, startLeaseKeeping, startRecommending, startRecording, startRefreshing, startSnapshotKeeping,
} from '#server/jobs';
import type { DemoSignIn, RunningRecording } from '#server/jobs';
import type { Log } from '#server/log';
import { createMediaLibrary, registerMedia } from '#server/media';
import { openObjects } from '#server/objects';
import type { ObjectStore } from '#server/objects';
import { sampleCatalog } from '#server/sample';
import { openSnapshotLibrary } from '#server/snapshots';
import { openRedisShared, openStore } from '#server/store';
import type { RedisShared, Store } from '#server/store';
import { createRecommendRunner } from './recommend-runner';
import { createRefreshRunner } from './refresh-runner';
import { sampleGuideOf } from './sample-guide';

/** A server that answers. */
export interface RunningServer {
  readonly port: number;
  readonly demo: DemoSignIn | null;
  /** Set at the start that made the first operator, and never again. */
  readonly operator: FirstOperator | null;
  /** Answers what is under way, cuts endless streams, closes the store. */
  stop(): Promise<void>;
}

async function listen(app: FastifyInstance, config: Config): Promise<number> {
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    const code: unknown = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error;
    const why = code === 'EADDRINUSE' ? 'is used by another program' : code === 'EACCES' ? 'may not be used by this user' : 'does not exist here';
    const place = code === 'EADDRNOTAVAIL' ? `HEARTH_HOST=${config.host}` : `HEARTH_PORT=${String(config.port)}`;
    throw new AppError('input.invalid', { message: `${place} ${why}; choose another, for example HEARTH_PORT=8090`, cause: error });
  }
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : config.port;
}

/** What was made over what is open. */
interface Built {
  readonly app: FastifyInstance;
  readonly platform: Platform;
  readonly demo: DemoSignIn | null;
  readonly operator: FirstOperator | null;
  readonly leases: Leases;
}

/** What is open while a server runs. */
interface Opened {
  readonly store: Store;
  readonly objects: ObjectStore;
  readonly events: EventBus;
  /** What nodes count and remember together; `null`: each by itself. */
  readonly shared: RedisShared | null;
  readonly snapshots: SnapshotLibrary;
  readonly log: Log;
}

function readCountries(path: string): CountryLookup | null {
  if (path === '') return null;
  try {
    const bytes = readFileSync(path);
    return CountryDatabase.isOne(bytes) ? new CountryDatabase(bytes) : new CountryFinder(bytes.toString('utf8'));
  } catch (error) {
    const why = error instanceof AppError ? error.message : 'it cannot be read';
    throw new AppError('input.invalid', { message: `HEARTH_COUNTRY_FILE=${path}: ${why}`, cause: error });
  }
}

async function build(config: Config, version: string, opened: Opened, nowMs: () => number, options: StartOptions): Promise<Built> {
  const { store, objects, snapshots, log, events, shared } = opened;
  const sample = sampleCatalog();
  await store.alone('seed the sample', () => seedSample(store, sample, config.hasSample, nowMs()));
  const secret = loadSecret(config.dataDir);
  const keys = new ServerKeys(secret);
  const platform = createPlatform({
    config,
    version,
    ...(options.importProgram === undefined ? {} : { importProgram: options.importProgram }),
    log,
    store,
    objects,
    events,
    counts: shared?.counts ?? null,
    memory: shared?.memory ?? null,
    snapshots,
    nowMs,
    secret,
    payments: await openPayments(config, keys, nowMs),
    televisionPayments: openTelevisionPayments(config, keys),
    library: withFolders(createMediaLibrary()),
    subtitlesBeside: (asset) => subtitlesOfFolderFilm(store.origins, asset),
    computedGuide: sampleGuideOf(config.hasSample, sample),
    curation: config.hasSample ? sampleCuration(sample) : null,
    countries: readCountries(config.countryFile),
  });
  if (config.hasSample) await store.alone('seed the protected film', () => seedProtectedFilm(store, platform.drm.vault));
  const seeding = { accounts: platform.accounts, store: store.accounts };
  const demo = await store.alone('seed accounts', async () => {
    if (config.hasTestAccounts) await seedTestAccounts(seeding);
    return seedDemoAccount(seeding, config.dataDir);
  });
  const operator = await store.alone('first operator', () => platform.operators.ensureFirst());
  await platform.leases.load();
  const verify = (token: string, path: string): boolean => platform.mayServe(token, path);
  const app = await createHttp(platform, (scope) => {
    registerMedia(scope, { root: config.mediaDir, nowMs, verify });
  });
  return { app, platform, demo, operator, leases: platform.leases };
}

/** The way of events as configured. */
async function openEvents(config: Config, store: Store, log: Log): Promise<EventBus> {
  const take: StoreEvents = (events) => store.analytics.append(events);
  return config.natsUrl === '' ? directEvents(take) : openNatsEvents(config.natsUrl, take, log);
}

/** Recording as configured; `null`: this node does none. */
function beginRecording({ platform, app }: Built): RunningRecording | null {
  const { config, store, objects, recordings, log, nowMs } = platform;
  const { isOn, most } = config.recording;
  if (!isOn || most === 0) return null;
  const ask = async (path: string): Promise<{ readonly status: number; readonly bytes: Buffer }> => {
    const answer = await app.inject({ url: path });
    return { status: answer.statusCode, bytes: answer.rawPayload };
  };
  return startRecording({ store, objects, service: recordings, log, nowMs, most, networks: config.relay.networks, ask });
}

/** What a start may be told beside the configuration. */
export interface StartOptions {
  /** The import program, run in a process of its own for scheduled refreshes; absent: they run in this process. */
  readonly importProgram?: string;
  /** The operator's program, run in a process of its own to learn what to recommend; absent: that happens in this process. */
  readonly operatorProgram?: string;
}

/** Opens the store, seeds what is missing, and listens. Rejects with an AppError whose message tells the operator what to change. */
export async function startServer(config: Config, version: string, log: Log, nowMs: () => number, options: StartOptions = {}): Promise<RunningServer> {
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new AppError('storage.broken', { message: `HEARTH_DATA_DIR=${config.dataDir} cannot be made`, cause: error });
  }
  const store = await openStore(storePlace(config), nowMs());
  const recommend = createRecommendRunner(store, nowMs, options.operatorProgram ?? null);
  const refresh = createRefreshRunner(store, config, nowMs, options.importProgram ?? null);
  let app: FastifyInstance | null = null;
  let endJobs: Disposer = () => undefined;
  let recording: RunningRecording | null = null;
  let events: EventBus | null = null;
  let snapshots: SnapshotLibrary | null = null;
  let shared: RedisShared | null = null;
  const stop = async (): Promise<void> => {
    endJobs();
    await Promise.all([refresh.stop(), recommend.stop(), recording?.stop()]);
    await app?.close();
    await Promise.all([events?.close(), shared?.close()]);
    await snapshots?.close();
    await store.close();
  };
  try {
    events = await openEvents(config, store, log);
    shared = config.redisUrl === '' ? null : await openRedisShared(config.redisUrl);
    const objects = await openObjects(objectPlace(config));
    const together = config.objectsUrl === '' ? null : { objects, alone: <T>(name: string, work: () => Promise<T>): Promise<T> => store.alone(name, work) };
    snapshots = openSnapshotLibrary({ folder: join(config.dataDir, 'snapshots'), catalog: store.catalog, log, shared: together, nowMs });
    const built = await build(config, version, { store, objects, snapshots, log, events, shared }, nowMs, options);
    app = built.app;
    const port = await listen(app, config);
    recording = beginRecording(built);
    endJobs = joinDisposers([
      startHousekeeping(store, nowMs, log),
      startLeaseKeeping(built.leases, log),
      startSnapshotKeeping(snapshots, log),
      startRecommending({ store, log, nowMs, run: (work) => recommend.run(work) }),
      startRefreshing({ store, log, nowMs, everyMs: config.refreshEveryMs, run: () => refresh.run() }),
    ]);
    return { port, demo: built.demo, operator: built.operator, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
