import { describe, expect, test } from '@jest/globals';
import { createSeededRandom, DAY_MS, HOUR_MS, MINUTE_MS } from '../base';
import { EMPTY_GUIDE, GuidePage, NO_INFORMATION, createGuideBuilder, createWindowGuide, guideKeyWithShift, mergeGuides } from '.';
import type { ColumnarGuide, GuideRows, ProgrammeInput } from '.';

const NOW = Date.UTC(2026, 7, 22, 18, 0);

function at(hours: number, title: string, length = 1): ProgrammeInput {
  return { startMs: NOW + hours * HOUR_MS, stopMs: NOW + (hours + length) * HOUR_MS, title };
}

function guideOf(rows: ReadonlyArray<readonly [string, ProgrammeInput]>): ColumnarGuide {
  const builder = createGuideBuilder({ nowMs: NOW });
  for (const [id, programme] of rows) builder.addProgramme(id, programme);
  return builder.finish();
}

/** Programmes of some channels with gaps, the same in every run, and the guide made of them. */
function made(seed: number, channels: number): { readonly guide: ColumnarGuide; readonly rows: ReadonlyMap<string, readonly ProgrammeInput[]> } {
  const { below: random } = createSeededRandom(seed);
  const rows = new Map<string, ProgrammeInput[]>();
  const builder = createGuideBuilder({ nowMs: NOW });
  for (let channel = 0; channel < channels; channel += 1) {
    const key = `c${String(channel)}`;
    const programmes: ProgrammeInput[] = [];
    for (let startMs = NOW - DAY_MS; startMs < NOW + DAY_MS; ) {
      const stopMs = startMs + (5 + random(120)) * MINUTE_MS;
      programmes.push({ startMs, stopMs, title: `${key} ${String(programmes.length)}` });
      startMs = stopMs + (random(4) === 0 ? random(90) * MINUTE_MS : 0);
    }
    rows.set(key, programmes);
    for (const programme of programmes) builder.addProgramme(key, programme);
  }
  return { guide: builder.finish(), rows };
}

/** Cells of a page as [title or nothing, hours from, hours to]. */
function cells(guide: GuideRows, page: GuidePage, channel: number): Array<readonly [string, number, number]> {
  const found: Array<readonly [string, number, number]> = [];
  for (let cell = page.firsts[channel] ?? 0; cell < (page.firsts[channel + 1] ?? 0); cell += 1) {
    const row = page.rows[cell] ?? NO_INFORMATION;
    found.push([row === NO_INFORMATION ? '' : guide.title(row), ((page.startMs[cell] ?? 0) - NOW) / HOUR_MS, ((page.stopMs[cell] ?? 0) - NOW) / HOUR_MS]);
  }
  return found;
}

describe('reading by numbers', () => {
  test('says what the records say, at any moment', () => {
    const { guide, rows } = made(3, 6);
    const keys = [...rows.keys(), 'nobody'];
    const channels = guide.channelsOf(keys);
    const out = new Int32Array(keys.length * 2);
    for (let minutes = -25 * 60; minutes < 27 * 60; minutes += 17) {
      const atMs = NOW + minutes * MINUTE_MS;
      guide.rowsNowNext(channels, atMs, out);
      keys.forEach((key, i) => {
        const programmes = rows.get(key) ?? [];
        const now = programmes.find((programme) => programme.startMs <= atMs && programme.stopMs > atMs) ?? null;
        const next = programmes.find((programme) => programme.startMs > atMs) ?? null;
        const found = guide.nowNext(key, atMs);
        expect([found.now?.title, found.next?.title]).toEqual([now?.title, next?.title]);
        expect([guide.record(out[2 * i] ?? -1, key), guide.record(out[2 * i + 1] ?? -1, key)]).toEqual([found.now, found.next]);
        if (now !== null) expect([guide.startMs(out[2 * i] ?? -1), guide.stopMs(out[2 * i] ?? -1), guide.title(out[2 * i] ?? -1)]).toEqual([now.startMs, now.stopMs, now.title]);
      });
    }
  });

  test('pages show every programme and every gap', () => {
    const { guide, rows } = made(5, 4);
    const keys = [...rows.keys(), 'nobody'];
    const channels = guide.channelsOf(keys);
    const page = new GuidePage();
    for (let hours = -26; hours < 27; hours += 1.25) {
      const [fromMs, toMs] = [NOW + hours * HOUR_MS, NOW + (hours + 3) * HOUR_MS];
      expect(guide.page(channels, fromMs, toMs, page)).toBe(page);
      keys.forEach((key, i) => {
        const shown = cells(guide, page, i);
        const programmes = (rows.get(key) ?? []).filter((programme) => programme.startMs < toMs && programme.stopMs > fromMs);
        expect(shown.filter(([title]) => title !== '').map(([title]) => title)).toEqual(programmes.map((programme) => programme.title));
        expect(guide.between(key, fromMs, toMs).map((record) => record.title)).toEqual(programmes.map((programme) => programme.title));
        // Without a hole, from edge to edge; gaps end at the edges.
        shown.forEach(([, , to], cell) => {
          const next = shown[cell + 1];
          if (next !== undefined) expect(next[1]).toBe(to);
        });
        expect([(shown[0]?.[1] ?? Infinity) <= hours, (shown[shown.length - 1]?.[2] ?? -Infinity) >= hours + 3]).toEqual([true, true]);
        for (const [title, from, to] of shown) if (title === '') expect([from >= hours, to <= hours + 3, to > from]).toEqual([true, true, true]);
      });
    }
    expect([page.channelCount, cells(guide, page, 4)]).toEqual([5, [['', 26.5, 29.5]]]);
  });

  test('a page of a hundred channels, and one of none', () => {
    const { guide, rows } = made(1, 100);
    const page = guide.page(guide.channelsOf([...rows.keys()]), NOW - DAY_MS, NOW + DAY_MS);
    expect(page.cellCount).toBeGreaterThan(guide.programmeCount);
    expect(guide.page([], NOW, NOW + HOUR_MS, page)).toMatchObject({ channelCount: 0, cellCount: 0 });
    expect(guide.page([0], NOW, NOW, page).cellCount).toBe(0);
  });

  test('the way back: channel, keys, coverage', () => {
    const builder = createGuideBuilder({ nowMs: NOW, wanted: [{ guideKey: 'k1', name: 'A' }, { guideKey: 'k2', name: 'A' }, { guideKey: 'b', name: 'B' }] });
    builder.addChannel({ id: 'a', names: ['A'], icon: '' });
    for (const [id, programme] of [['a', at(0, 'A0')], ['a', at(5, 'A5')], ['b', at(1, 'B1')]] as const) builder.addProgramme(id, programme);
    const guide = builder.finish();
    const rows = [0, 1, 2, 3, -1].map((row) => guide.channelOfRow(row));
    expect(rows).toEqual([0, 0, 1, -1, -1]);
    expect([guide.keysOf(0), guide.keysOf(1), guide.keysOf(7)]).toEqual([['k1', 'k2'], ['b'], []]);
    expect(guide.coverage(0)).toEqual({ fromMs: NOW, toMs: NOW + 6 * HOUR_MS });
    expect([guide.coverage(-1), guide.record(-1), guide.record(3)]).toEqual([null, null, null]);
    expect([guide.record(2)?.channelKey, guide.record(0)?.channelKey, guide.record(0, 'k2')?.channelKey]).toEqual(['b', 'a', 'k2']);
    expect(guide.rowsBetween(0, NOW, NOW + DAY_MS)).toEqual([0, 2]);
  });
});

describe('shifted channels', () => {
  const guide = guideOf([['a', at(0, 'A')], ['a', at(1, 'B')], ['b', at(0, 'X')]]);
  const [later, earlier] = [guideKeyWithShift('a', 60), guideKeyWithShift('a', -90)];

  test('have numbers of their own, whose times are shifted', () => {
    const channels = guide.channelsOf(['a', later, earlier, guideKeyWithShift('nobody', 60)]);
    expect([channels[0], channels[3], new Set(channels).size]).toEqual([0, -1, 4]);
    expect(guide.channelOf(later)).toBe(channels[1]);
    const out = new Int32Array(8);
    guide.rowsNowNext(channels, NOW + 90 * MINUTE_MS, out);
    const shown = Array.from(out, (row) => (row < 0 ? null : [guide.title(row), (guide.startMs(row) - NOW) / HOUR_MS, (guide.stopMs(row) - NOW) / HOUR_MS]));
    expect(shown).toEqual([['B', 1, 2], null, ['A', 1, 2], ['B', 2, 3], null, null, null, null]);
    const page = guide.page(channels, NOW, NOW + 4 * HOUR_MS);
    expect(cells(guide, page, 1)).toEqual([['', 0, 1], ['A', 1, 2], ['B', 2, 3], ['', 3, 4]]);
    expect(cells(guide, page, 2)).toEqual([['B', -0.5, 0.5], ['', 0.5, 4]]);
    const row = page.rows[(page.firsts[1] ?? 0) + 1] ?? -1;
    expect([guide.channelOfRow(row), guide.record(row, later)]).toEqual([0, guide.nowNext(later, NOW + HOUR_MS).now]);
    expect(guide.coverage(channels[1] ?? -1)).toEqual({ fromMs: NOW + HOUR_MS, toMs: NOW + 3 * HOUR_MS });
    expect(guide.keysOf(channels[1] ?? -1)).toEqual(['a']);
  });
});

describe('several guides by one set of numbers', () => {
  const windows = createWindowGuide();
  windows.put('w', NOW, NOW + 4 * HOUR_MS, [at(0, 'W0'), at(2, 'W2')]);
  const merged = mergeGuides([windows.snapshot(), guideOf([['a', at(0, 'first')]]), guideOf([['a', at(0, 'never')], ['b', at(1, 'B')]])]);
  const keys = ['a', 'b', 'w', 'c', guideKeyWithShift('b', 60)];
  const channels = merged.channelsOf(keys);

  test('answer like the one that knows the channel', () => {
    const out = new Int32Array(keys.length * 2);
    merged.rowsNowNext(channels, NOW + HOUR_MS / 2, out);
    expect(Array.from(out, (row) => (row < 0 ? '' : merged.title(row)))).toEqual(['first', '', '', 'B', 'W0', 'W2', '', '', '', 'B']);
    expect((merged.startMs(out[9] ?? -1) - NOW) / HOUR_MS).toBe(2);
    const page = merged.page(channels, NOW, NOW + 3 * HOUR_MS);
    expect(keys.map((_key, i) => cells(merged, page, i))).toEqual([
      [['first', 0, 1], ['', 1, 3]], [['', 0, 1], ['B', 1, 2], ['', 2, 3]], [['W0', 0, 1], ['', 1, 2], ['W2', 2, 3]], [['', 0, 3]], [['', 0, 2], ['B', 2, 3]],
    ]);
    expect([merged.channelOfRow(out[4] ?? -1), merged.channelOfRow(out[0] ?? -1), merged.channelOfRow(-1)]).toEqual([channels[2], channels[0], -1]);
    expect([merged.keysOf(channels[1] ?? -1), merged.coverage(channels[2] ?? -1), merged.coverage(-1)]).toEqual([['b'], { fromMs: NOW, toMs: NOW + 4 * HOUR_MS }, null]);
    expect([merged.stopMs(out[0] ?? -1), merged.record(out[3] ?? -1, 'b')]).toEqual([NOW + HOUR_MS, merged.nowNext('b', NOW).next]);
  });

  test('a guide that knows nothing shows gaps', () => {
    expect(Array.from(EMPTY_GUIDE.channelsOf(['a']))).toEqual([-1]);
    const page = EMPTY_GUIDE.page([-1], NOW, NOW + HOUR_MS);
    expect(cells(EMPTY_GUIDE, page, 0)).toEqual([['', 0, 1]]);
    expect([EMPTY_GUIDE.title(5), EMPTY_GUIDE.record(-1), EMPTY_GUIDE.nowNext('a', NOW)]).toEqual(['', null, { now: null, next: null }]);
  });
});
