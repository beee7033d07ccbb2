import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { STORE_FILE } from '#server/config';
import type { StorePlace } from '#server/store';
import { startPostgres } from '#test/harness/postgres';
import type { TestPostgres } from '#test/harness/postgres';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import type { LoadOptions } from './read-options';

/** What was ended is away for so long. */
const BACK_MS = 1000;

/** The platform's nodes while they run. */
export class Nodes {
  private readonly folders: string[] = [];
  private readonly running: TestPlatform[] = [];
  private postgres: TestPostgres | null = null;
  private databaseUrl = '';
  private env: Readonly<Record<string, string>> = { HEARTH_PAYMENTS: 'sandbox' };

  /** Starts the database, where one is asked for, and the nodes. */
  async start({ nodes, database }: LoadOptions): Promise<void> {
    if (database === 'postgres') {
      this.postgres = await startPostgres({ isKept: true });
      this.databaseUrl = await this.postgres.createDatabase('hearth');
      this.env = { ...this.env, HEARTH_DATABASE_URL: this.databaseUrl };
    }
    for (let at = 0; at < nodes; at += 1) {
      const folder = mkdtempSync(join(tmpdir(), 'hearth-load-'));
      this.folders.push(folder);
      const [first = folder] = this.folders;
      if (at > 0) copyFileSync(join(first, 'secret.key'), join(folder, 'secret.key'));
      this.running.push(await startPlatform({ dataDir: folder, env: this.env }));
    }
  }

  /** Where the nodes' store is, to be opened beside them. */
  get place(): StorePlace {
    return { databaseUrl: this.databaseUrl, redisUrl: '', file: join(this.folders[0] ?? '', STORE_FILE) };
  }

  /** Addresses of the nodes. */
  get urls(): readonly string[] {
    return this.running.map(({ url }) => url);
  }

  /** Ends the first node at once; it comes back at its address after a second. */
  async killFirst(): Promise<void> {
    const [first] = this.running;
    if (first === undefined) return;
    await first.kill();
    await delay(BACK_MS);
    this.running[0] = await startPlatform({ dataDir: first.dataDir, port: first.port, env: this.env });
  }

  /** Ends the database at once; it comes back after a second. */
  async killDatabase(): Promise<void> {
    await this.postgres?.kill();
    await delay(BACK_MS);
    await this.postgres?.restart();
  }

  /** Ends everything and takes its files away. */
  async stop(): Promise<void> {
    await Promise.all(this.running.map((node) => node.stop()));
    await this.postgres?.stop();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}
