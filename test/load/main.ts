import { setTimeout as delay } from 'node:timers/promises';
import { TEST_ACCOUNTS } from '#test/harness/server';
import { makeHouseholds, sellFilms } from './make-households';
import { Nodes } from './nodes';
import { readOptions } from './read-options';
import { reconcile, SCREENS } from './reconcile';
import { formatLines, linesOf } from './report';
import { SimulatedSet } from './simulated-set';
import type { Taken } from './simulated-set';

const { password } = TEST_ACCOUNTS.tester;
/** Sets of a household: one more than may play at once. */
const SETS_PER_HOUSEHOLD = SCREENS + 1;
/** Titles a set has begun. */
const PLACES = 20;
/** Sets that sign in at the same time: hashing a password takes a core for a while. */
const SIGNING_IN = 4;
/** Mean pause between two things a viewer does. A real evening has minutes; this is a thousand evenings folded. */
const PAUSE_MS = 250;

/** What there is on an evening. */
interface Evening {
  readonly urls: readonly string[];
  readonly channels: readonly string[];
  /** Ids of what this set may rent; other sets of its household have others. */
  readonly offers: readonly string[];
}

/** One evening of one set: zaps, beats, saves, tells how watching went, and now and then opens Home, rents one of the films `offers` has and gets a new token. Asks whichever node it likes. */
async function watch(set: SimulatedSet, { urls, channels, offers }: Evening, untilMs: number): Promise<void> {
  const any = <T>(list: readonly T[], fallback: T): T => list[Math.floor(Math.random() * list.length)] ?? fallback;
  let places = 0;
  while (performance.now() < untilMs) {
    const node = any(urls, '');
    const what = Math.random();
    if (what < 0.3) await set.play(node, any(channels, ''));
    else if (what < 0.55) await set.beat(node);
    else if (what < 0.75) await set.save(node, `m:load-${String((places += 1) % PLACES)}`, places * 1000);
    else if (what < 0.85) await set.tell(node);
    else if (what < 0.95) await set.openHome(node);
    else if (what < 0.97) await set.rent(node, offers);
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
    const films = await sellFilms(nodes.place);
    taken.length = 0;
    const startMs = performance.now();
    const untilMs = startMs + options.seconds * 1000;
    const evening = Promise.all(sets.map((set, at) => {
      const seat = Math.floor(at / names.length);
      return watch(set, { urls: nodes.urls, channels, offers: films.filter((_film, film) => film % SETS_PER_HOUSEHOLD === seat) }, untilMs);
    }));
    if (options.kill !== 'nothing') {
      await delay((options.seconds * 1000) / 2);
      await (options.kill === 'node' ? nodes.killFirst() : nodes.killDatabase());
    }
    await evening;
    const lines = linesOf(taken, (performance.now() - startMs) / 1000);
    say(formatLines(lines));
    const problems = await reconcile(sets, nodes.urls[0] ?? '', nodes.place);
    const sum = (of: (set: SimulatedSet) => number): string => String(sets.reduce((total, set) => total + of(set), 0));
    const right = `Reconciled: ${sum((set) => set.saved.size)} confirmed places, the events of ${sum((set) => set.told)} views and ${sum((set) => set.paid.size)} paid rentals are there, once; no screen too many.`;
    say(problems.length === 0 ? right : problems.slice(0, 20).join('\n'));
    return problems.length === 0 && (lines[lines.length - 1]?.errors ?? 0) === 0 ? 0 : 1;
  } finally {
    await nodes.stop();
  }
}
