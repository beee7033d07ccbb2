import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSeededRandom } from '#core/base';
import { candidatesOf } from '../candidates/candidates-of';
import { isCorrect } from '../candidates/compare';
import type { Judgement } from '../candidates/truth';
import { writeOddPlaylist, writePlaylist } from '../m3u/playlist-data';
import { misspell, queriesFor, type Title } from '../search/title-list';
import { writeGuide, writeOddGuide } from '../xmltv/guide-file';
import { writeOddPanel, writePanel } from '../xtream/panel-file';
import type { DataWriter } from './data-file';
import { MemoryWriter } from './memory-writer';

type Make = (out: DataWriter) => Uint8Array;

const CASES: readonly (readonly [bench: string, what: string, make: Make])[] = [
  ['m3u', 'playlist', (out) => writePlaylist(out, 600)],
  ['m3u', 'odd playlist', (out) => writeOddPlaylist(out, 200)],
  ['xmltv', 'guide', (out) => writeGuide(out, 300_000)],
  ['xmltv', 'odd guide', (out) => writeOddGuide(out, 200)],
  ['xtream', 'list of a panel', (out) => writePanel(out, 600)],
  ['xtream', 'broken list of a panel', (out) => writeOddPanel(out, 200)],
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-bench-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Lets ours read the data and compares with the truth. */
async function readByOurs(bench: string, data: Uint8Array, truth: Uint8Array): Promise<Judgement> {
  const dataPath = join(folder, 'data');
  const truthPath = join(folder, 'truth');
  writeFileSync(dataPath, data);
  writeFileSync(truthPath, truth);
  const ours = (await candidatesOf(bench)).find(({ role }) => role === 'ours');
  if (ours === undefined) throw new Error('ours is missing');
  const attempt = await ours.prepare({ bench, candidate: ours.name, dataPath, truthPath, options: {} });
  await attempt.run();
  return await attempt.judge();
}

describe('made data', () => {
  test.each(CASES)('%s: the %s is the same whenever it is made', (_bench, _what, make) => {
    const made = [new MemoryWriter(), new MemoryWriter()].map((out) => {
      const truth = make(out);
      return [hashOf(out.bytes()), hashOf(truth)];
    });
    expect(made[0]).toEqual(made[1]);
  });

  test.each(CASES)('%s: ours reads every row of the %s as its truth says', async (bench, _what, make) => {
    const out = new MemoryWriter();
    const truth = make(out);
    const judgement = await readByOurs(bench, out.bytes(), truth);
    expect(judgement.expected).toBeGreaterThan(100);
    expect({ judgement, isCorrect: isCorrect(judgement) }).toMatchObject({ judgement: { wrong: {}, missing: 0, extra: 0 }, isCorrect: true });
  });

  test('a changed byte is found out', async () => {
    const out = new MemoryWriter();
    const truth = writePlaylist(out, 200);
    const text = Buffer.from(out.bytes()).toString('utf8').replace(/(group-title=")./, '$1?');
    expect(await readByOurs('m3u', Buffer.from(text), truth)).toMatchObject({ right: 199, wrong: { group: 1 }, missing: 0, extra: 0 });
  });
});

describe('queries', () => {
  const titles: readonly Title[] = Array.from({ length: 300 }, (_, i) => ({ kind: 'movie', year: 0, name: `Wonderful Journey${String(i)}` }));

  test('are the same for the same titles, typed letter by letter', () => {
    const queries = queriesFor(titles, { typed: 3, errors: 5 });
    expect(queries).toEqual(queriesFor(titles, { typed: 3, errors: 5 }));
    expect(queries.keystrokes.slice(0, 4)).toEqual(['w', 'wo', 'won', 'wond']);
    expect(queries.misspelt).toHaveLength(5);
  });

  test('one error is one error, behind the first letter', () => {
    const random = createSeededRandom(1);
    for (let i = 0; i < 300; i += 1) {
      const wrong = misspell('journey', random);
      expect(wrong).not.toBe('journey');
      expect(wrong.charAt(0)).toBe('j');
      expect(Math.abs(wrong.length - 'journey'.length)).toBeLessThanOrEqual(1);
    }
  });
});
