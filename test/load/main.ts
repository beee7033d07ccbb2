import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HOUR_MS } from '#core/base';
import { STORE_FILE } from '#server/config';
import { openStore } from '#server/store';
import type { StorePlace } from '#server/store';
import { startPostgres } from '#test/harness/postgres';
import type { TestPostgres } from '#test/harness/postgres';
import { startPlatform, TEST_ACCOUNTS } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { makeHouseholds } from './make-households';
import { readOptions } from './read-options';
import type { LoadOptions } from './read-options';
import { formatLines, linesOf } from './report';
import { SimulatedSet, VIEW_MS } from './simulated-set';
import type { Taken } from './simulated-set';

const { password } = TEST_ACCOUNTS.tester;
/** Screens a household may play on at once, and sets it has: one too many. */
const SCREENS = 3;
const SETS_PER_HOUSEHOLD = SCREENS + 1;
/** Titles a set has begun. */
const PLACES = 20;
/** Sets that sign in at the same time: hashing a password takes a core for a while. */
const SIGNING_IN = 4;
/** So often a set tries to tell what was not confirmed. */
const MOST_TELLINGS = 30;
/** Mean pause between two things a viewer does. A real evening has minutes; this is a thousand evenings folded. */
const PAUSE_MS = 250;

/** The platform's nodes while they run. */
class Nodes {
  private readonly folders: string[] = [];
  private readonly running: TestPlatform[] = [];
  private postgres: TestPostgres | null = null;
  private databaseUrl = '';
  private env: Readonly<Record<string, string>> = {};

  async start({ nodes, database }: LoadOptions): Promise<void> {
    if (database === 'postgres') {
      this.postgres = await startPostgres();
      this.databaseUrl = await this.postgres.createDatabase('hearth');
      this.env = { HEARTH_DATABASE_URL: this.databaseUrl };
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

  get urls(): readonly string[] {
    return this.running.map(({ url }) => url);
  }

  /** Ends the first node at once; it comes back at its address after a second. */
  async killFirst(): Promise<void> {
    const [first] = this.running;
    if (first === undefined) return;
    await first.kill();
    await delay(1000);
    this.running[0] = await startPlatform({ dataDir: first.dataDir, port: first.port, env: this.env });
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map((node) => node.stop()));
    await this.postgres?.stop();
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}

/** One evening of one set: zaps, beats, saves, tells how watching went, and now and then opens Home and gets a new token. Asks whichever node it likes. */
async function watch(set: SimulatedSet, urls: readonly string[], channels: readonly string[], untilMs: number): Promise<void> {
  const any = <T>(list: readonly T[], fallback: T): T => list[Math.floor(Math.random() * list.length)] ?? fallback;
  let places = 0;
  while (performance.now() < untilMs) {
    const node = any(urls, '');
    const what = Math.random();
    if (what < 0.3) await set.play(node, any(channels, ''));
    else if (what < 0.55) await set.beat(node);
    else if (what < 0.75) await set.save(node, `m:load-${String((places += 1) % PLACES)}`, places * 1000);
    else if (what < 0.85) await set.tell(node);
    else if (what < 0.97) await set.openHome(node);
    else await set.refresh(node);
    await delay(PAUSE_MS * 2 * Math.random());
  }
}

async function signAllIn(sets: readonly SimulatedSet[], names: readonly string[], urls: readonly string[]): Promise<void> {
  const waiting = sets.map((set, at) => ({ set, node: urls[at % urls.length] ?? '', name: names[at % names.length] ?? '' }));
  const lane = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await next.set.signIn(next.node, next.name, password);
  };
  await Promise.all(Array.from({ length: SIGNING_IN }, lane));
}

/** What was confirmed and is not there, and households that play on a screen too many. Empty: everything is right. */
async function reconcile(sets: readonly SimulatedSet[], node: string): Promise<readonly string[]> {
  const problems: string[] = [];
  const households = new Map<string, SimulatedSet[]>();
  for (const set of sets) households.set(set.profileId, [...(households.get(set.profileId) ?? []), set]);
  for (const [profileId, members] of households) {
    const [first] = members;
    const places = (await first?.places(node)) ?? new Map<string, number>();
    // The sets of a household share a profile, so which of them was last is anybody's; what it was is one of theirs.
    for (const key of new Set(members.flatMap((set) => [...set.saved.keys()]))) {
      const place = places.get(key);
      if (!members.some((set) => set.saved.get(key) === place)) problems.push(`the place of ${key} of ${profileId} was confirmed and is ${place === undefined ? 'gone' : 'another'}`);
    }
    const streams = (await first?.streams(node)) ?? -1;
    if (streams > SCREENS) problems.push(`${String(streams)} screens of ${profileId} play where ${String(SCREENS)} may`);
  }
  return problems;
}

/** What sets told of watching and the figures do not have, or have twice. Sets tell again what was not confirmed, so that in the end all of it is. */
async function reconcileEvents(sets: readonly SimulatedSet[], node: string, place: StorePlace): Promise<readonly string[]> {
  for (const set of sets) {
    for (let again = 0; again < MOST_TELLINGS && (await set.tellWaiting(node)) !== 202; again += 1) await delay(1000);
  }
  const toldMs = sets.reduce((sum, set) => sum + set.told, 0) * VIEW_MS;
  const store = await openStore(place, Date.now());
  try {
    const { playedMs } = await store.analytics.quality({ sinceMs: 0, untilMs: Date.now() + HOUR_MS });
    return playedMs === toldMs ? [] : [`${String(toldMs / 1000)} s of watching were confirmed and ${String(playedMs / 1000)} are counted`];
  } finally {
    await store.close();
  }
}

/** Runs a load test and prints what was measured; answers the exit code: 1 when something confirmed was lost or answered wrongly. */
export async function runLoad(words: readonly string[], say: (line: string) => void): Promise<number> {
  const options = readOptions(words);
  const nodes = new Nodes();
  const taken: Taken[] = [];
  try {
    await nodes.start(options);
    const sets = Array.from({ length: options.sets }, () => new SimulatedSet((it) => taken.push(it)));
    say(`${String(options.sets)} sets sign in at ${String(options.nodes)} node(s) over ${options.database} …`);
    const names = await makeHouseholds(nodes.place, Math.ceil(options.sets / SETS_PER_HOUSEHOLD));
    const signInMs = performance.now();
    await signAllIn(sets, names, nodes.urls);
    say(`${((options.sets / (performance.now() - signInMs)) * 1000).toFixed(1)} sign-ins a second.`);
    const channels = (await sets[0]?.channels(nodes.urls[0] ?? '')) ?? [];
    taken.length = 0;
    const startMs = performance.now();
    const untilMs = startMs + options.seconds * 1000;
    const evening = Promise.all(sets.map((set) => watch(set, nodes.urls, channels, untilMs)));
    if (options.kills) {
      await delay((options.seconds * 1000) / 2);
      await nodes.killFirst();
    }
    await evening;
    const lines = linesOf(taken, (performance.now() - startMs) / 1000);
    say(formatLines(lines));
    const node = nodes.urls[0] ?? '';
    const problems = [...(await reconcile(sets, node)), ...(await reconcileEvents(sets, node, nodes.place))];
    const confirmed = sets.reduce((sum, set) => sum + set.saved.size, 0);
    say(problems.length === 0 ? `Reconciled: ${String(confirmed)} confirmed places and the events of ${String(sets.reduce((sum, set) => sum + set.told, 0))} views are there, once; no screen too many.` : problems.slice(0, 20).join('\n'));
    return problems.length === 0 && (lines[lines.length - 1]?.errors ?? 0) === 0 ? 0 : 1;
  } finally {
    await nodes.stop();
  }
}
