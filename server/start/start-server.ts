import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { AppError, joinDisposers } from '#core/base';
import type { Disposer } from '#core/base';
import { storePlace } from '#server/config';
import type { Config } from '#server/config';
import { CountryDatabase, CountryFinder, createPlatform } from '#server/domain';
import type { CountryLookup, Leases, SnapshotLibrary } from '#server/domain';
import { createHttp } from '#server/http';
import {
  loadSecret, sampleCuration, seedDemoAccount, seedSample, seedTestAccounts, startHousekeeping, startLeaseKeeping, startRefreshing, startSnapshotKeeping,
} from '#server/jobs';
import type { DemoSignIn } from '#server/jobs';
import type { Log } from '#server/log';
import { createMediaLibrary, registerMedia } from '#server/media';
import { sampleCatalog } from '#server/sample';
import { openSnapshotLibrary } from '#server/snapshots';
import { openStore } from '#server/store';
import type { Store } from '#server/store';
import { createRefreshRunner } from './refresh-runner';
import { sampleGuideOf } from './sample-guide';

/** A server that answers. */
export interface RunningServer {
  readonly port: number;
  readonly demo: DemoSignIn | null;
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
  readonly demo: DemoSignIn | null;
  readonly leases: Leases;
}

/** What is open while a server runs. */
interface Opened {
  readonly store: Store;
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

async function build(config: Config, version: string, opened: Opened, nowMs: () => number): Promise<Built> {
  const { store, snapshots, log } = opened;
  const sample = sampleCatalog();
  await seedSample(store, sample, config.hasSample, nowMs());
  const platform = createPlatform({
    config,
    version,
    log,
    store,
    snapshots,
    nowMs,
    secret: loadSecret(config.dataDir),
    library: createMediaLibrary(),
    computedGuide: sampleGuideOf(config.hasSample, sample),
    curation: config.hasSample ? sampleCuration(sample) : null,
    countries: readCountries(config.countryFile),
  });
  const seeding = { accounts: platform.accounts, store: store.accounts };
  const demo = await seedDemoAccount(seeding, config.dataDir);
  if (config.hasTestAccounts) await seedTestAccounts(seeding);
  await platform.leases.load();
  const verify = (token: string, path: string): boolean => platform.mayServe(token, path);
  const app = await createHttp(platform, (scope) => {
    registerMedia(scope, { root: config.mediaDir, nowMs, verify });
  });
  return { app, demo, leases: platform.leases };
}

/** What a start may be told beside the configuration. */
export interface StartOptions {
  /** The import program, run in a process of its own for scheduled refreshes; absent: they run in this process. */
  readonly importProgram?: string;
}

/** Opens the store, seeds what is missing, and listens. Rejects with an AppError whose message tells the operator what to change. */
export async function startServer(config: Config, version: string, log: Log, nowMs: () => number, options: StartOptions = {}): Promise<RunningServer> {
  try {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new AppError('storage.broken', { message: `HEARTH_DATA_DIR=${config.dataDir} cannot be made`, cause: error });
  }
  const store = await openStore(storePlace(config), nowMs());
  const snapshots = openSnapshotLibrary({ folder: join(config.dataDir, 'snapshots'), catalog: store.catalog, log, nowMs });
  const refresh = createRefreshRunner(store, config, nowMs, options.importProgram ?? null);
  let app: FastifyInstance | null = null;
  let endJobs: Disposer = () => undefined;
  const stop = async (): Promise<void> => {
    endJobs();
    await refresh.stop();
    await app?.close();
    await snapshots.close();
    await store.close();
  };
  try {
    const built = await build(config, version, { store, snapshots, log }, nowMs);
    app = built.app;
    const port = await listen(app, config);
    endJobs = joinDisposers([
      startHousekeeping(store, nowMs, log),
      startLeaseKeeping(built.leases, log),
      startSnapshotKeeping(snapshots, log),
      startRefreshing({ store, log, nowMs, everyMs: config.refreshEveryMs, run: () => refresh.run() }),
    ]);
    return { port, demo: built.demo, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
