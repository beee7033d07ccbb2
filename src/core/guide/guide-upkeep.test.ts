import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, runSteps } from '../base';
import type { Steps } from '../base';
import { createGuideBuilder, decodeGuide, decodeGuideSteps, encodeGuide, encodeGuideSteps, pruneGuide, pruneGuideSteps, updateGuide, updateGuideSteps } from '.';
import type { ColumnarGuide, ProgrammeInput, WantedChannel } from '.';

const NOW = Date.UTC(2026, 7, 22, 18, 0);
const WINDOW = { fromMs: NOW - 7 * DAY_MS, toMs: NOW + 14 * DAY_MS };

function at(hours: number, title: string, length = 1): ProgrammeInput {
  return { startMs: NOW + hours * HOUR_MS, stopMs: NOW + (hours + length) * HOUR_MS, title, description: `About ${title}`, category: `Kind ${title}`, picture: `http://p/${title}/x.jpg` };
}

function guideOf(rows: ReadonlyArray<readonly [string, ProgrammeInput]>, wanted?: readonly WantedChannel[]): ColumnarGuide {
  const builder = createGuideBuilder({ nowMs: NOW, ...(wanted === undefined ? {} : { wanted }) });
  for (const [id, programme] of rows) builder.addProgramme(id, programme);
  return builder.finish();
}

function shown(guide: ColumnarGuide, key: string): string[] {
  return guide.between(key, NOW - 400 * DAY_MS, NOW + 400 * DAY_MS).map(({ title, startMs, stopMs, description, category, picture }) => {
    // Texts travel with their programme.
    expect([description, category, picture]).toEqual([`About ${title}`, `Kind ${title}`, `http://p/${title}/x.jpg`]);
    return `${title} ${String((startMs - NOW) / HOUR_MS)}-${String((stopMs - NOW) / HOUR_MS)}`;
  });
}

function counted<T>(steps: Steps<T>): { readonly value: T; readonly pauses: number } {
  for (let pauses = 0; ; pauses += 1) {
    const step = steps.next();
    if (step.done === true) return { value: step.value, pauses };
  }
}

/** A guide of many programmes, the same in every run. */
function large(count: number, tag = ''): ColumnarGuide {
  const builder = createGuideBuilder({ nowMs: NOW });
  for (let i = 0; i < count; i += 1) builder.addProgramme(`c${String(i % 10)}`, at(Math.floor(i / 10) * 0.01 - 24, `${tag}${String(i % 500)}`, 0.01));
  return builder.finish();
}

describe('pruning', () => {
  test('keeps what overlaps the window and lets the texts of the rest go', () => {
    const guide = guideOf([['a', at(-30, 'old')], ['a', at(-1, 'running', 2)], ['a', at(5, 'soon')], ['b', at(-40, 'gone')], ['b', at(40, 'late')]]);
    const pruned = pruneGuide(guide, NOW, NOW + DAY_MS);
    expect([shown(pruned, 'a'), shown(pruned, 'b')]).toEqual([['running -1-1', 'soon 5-6'], []]);
    expect([shown(guide, 'a').length, pruned.heldBytes < guide.heldBytes, pruned.revision === guide.revision]).toEqual([3, true, false]);
    expect(pruned.channels()).toEqual(guide.channels());
    expect(pruned.data.store.words.size).toBe(3);
  });

  test('a guide with nothing to prune stays the same', () => {
    const guide = guideOf([['a', at(0, 'A')]]);
    expect(pruneGuide(guide, NOW, NOW + DAY_MS)).toBe(guide);
  });
});

describe('updating', () => {
  test('the fresh guide replaces the time it covers, channel by channel', () => {
    const old = guideOf([['a', at(-5, 'past')], ['a', at(-1, 'straddles', 2)], ['a', at(1, 'wrong')], ['a', at(8, 'far')], ['b', at(0, 'only old')], ['c', at(0, 'C old')]]);
    const fresh = guideOf([['c', at(-2, 'C new', 5)], ['a', at(0, 'new now')], ['a', at(2, 'new next')], ['d', at(0, 'D')]]);
    const updated = updateGuide(old, fresh, WINDOW);
    expect(['a', 'b', 'c', 'd'].map((key) => shown(updated, key))).toEqual([
      ['past -5--4', 'straddles -1-0', 'new now 0-1', 'new next 2-3', 'far 8-9'], ['only old 0-1'], ['C new -2-3'], ['D 0-1'],
    ]);
    // Who reads the two others goes on undisturbed.
    expect([shown(old, 'a').length, shown(fresh, 'a')]).toEqual([4, ['new now 0-1', 'new next 2-3']]);
    expect(updateGuide(old, fresh, WINDOW).revision).toBe(updated.revision);
    const read = decodeGuide(encodeGuide(updated));
    if (!read.ok) throw read.error;
    expect(shown(read.value, 'a')).toEqual(shown(updated, 'a'));
  });

  test('what lies outside the window goes', () => {
    const old = guideOf([['a', at(-30, 'old')], ['a', at(0, 'A')], ['b', at(-30, 'gone')]]);
    const updated = updateGuide(old, guideOf([['a', at(5, 'B')], ['a', at(100, 'too late')]]), { fromMs: NOW - DAY_MS, toMs: NOW + DAY_MS });
    expect([shown(updated, 'a'), updated.has('b')]).toEqual([['A 0-1', 'B 5-6'], false]);
  });

  test('again and again: nothing is lost and nothing piles up', () => {
    let guide = guideOf([]);
    for (let day = 0; day < 11; day += 1) {
      const rows = Array.from({ length: 24 * 3 }, (_, hour) => ['a', at(day * 24 + hour, `d${String(day)}h${String(hour)}`)] as const);
      guide = updateGuide(guide, guideOf(rows), { fromMs: NOW + (day - 2) * DAY_MS, toMs: NOW + 30 * DAY_MS });
    }
    expect(guide.programmeCount).toBe(24 * 5);
    // Three fresh days and two kept ones, and the empty word.
    expect(guide.data.store.words.size).toBe(24 * 5 + 1);
    expect(shown(guide, 'a')[0]).toBe(`d8h0 ${String(8 * 24)}-${String(8 * 24 + 1)}`);
  });

  test('a channel that got another id is the same for its key', () => {
    const wanted: WantedChannel[] = [{ guideKey: 'key', name: 'Name' }, { guideKey: 'lost', name: 'Lost' }];
    const make = (id: string, rows: readonly ProgrammeInput[]): ColumnarGuide => {
      const builder = createGuideBuilder({ nowMs: NOW, wanted });
      builder.addChannel({ id, names: ['Name'], icon: '' });
      for (const programme of rows) builder.addProgramme(id, programme);
      return builder.finish();
    };
    const updated = updateGuide(make('id.old', [at(-3, 'before')]), make('id.new', [at(0, 'now')]), WINDOW);
    expect(shown(updated, 'key')).toEqual(['before -3--2', 'now 0-1']);
    expect(updated.matches()).toEqual([
      { guideKey: 'key', kind: 'name', channelId: 'id.new', rivals: [] }, { guideKey: 'lost', kind: 'none', channelId: '', rivals: [] },
    ]);
  });

  test('channels nobody asks for any more go; those the fresh guide lost stay with their match', () => {
    const wish = (key: string): WantedChannel => ({ guideKey: key, name: key });
    const old = guideOf([['a', at(0, 'A')], ['b', at(0, 'B')], ['c', at(0, 'C')]], ['a', 'b', 'c'].map(wish));
    const updated = updateGuide(old, guideOf([['a', at(2, 'A2')]], ['a', 'b'].map(wish)), WINDOW);
    expect(['a', 'b', 'c'].map((key) => shown(updated, key))).toEqual([['A 0-1', 'A2 2-3'], ['B 0-1'], []]);
    expect(updated.matches().map((match) => [match.guideKey, match.kind, match.channelId])).toEqual([['a', 'id', 'a'], ['b', 'id', 'b']]);
  });
});

describe('long work in slices', () => {
  test('each has pauses, and the same result as at once', () => {
    const guide = large(30_000);
    const fresh = large(20_000, 'f');
    const cut = counted(pruneGuideSteps(guide, NOW - DAY_MS, NOW));
    const joined = counted(updateGuideSteps(guide, fresh, WINDOW));
    const encoded = counted(encodeGuideSteps(guide));
    const decoded = counted(decodeGuideSteps(encoded.value, { isTrusted: true }));
    expect([cut.pauses, joined.pauses].map((pauses) => pauses > 20)).toEqual([true, true]);
    expect(cut.value.revision).toBe(pruneGuide(guide, NOW - DAY_MS, NOW).revision);
    expect(joined.value.revision).toBe(updateGuide(guide, fresh, WINDOW).revision);
    expect(encoded.value).toEqual(encodeGuide(guide));
    expect(decoded.value.ok && decoded.value.value.between('c3', NOW, NOW + HOUR_MS)).toEqual(guide.between('c3', NOW, NOW + HOUR_MS));
    const builder = createGuideBuilder({ nowMs: NOW });
    for (let i = 0; i < 30_000; i += 1) builder.addProgramme(`c${String(i % 10)}`, at(Math.floor(i / 10) * 0.01 - 24, String(i % 500), 0.01));
    const finished = counted(builder.finishSteps());
    expect([finished.pauses > 10, finished.value.revision]).toEqual([true, guide.revision]);
  });

  test('trusted chunks are not checked, others are', () => {
    const chunks = encodeGuide(guideOf([['a', at(0, 'A')]])).map((chunk) => chunk.slice());
    const last = chunks[chunks.length - 1];
    if (last !== undefined) last[0] = (last[0] ?? 0) ^ 1;
    expect([decodeGuide(chunks).ok, decodeGuide(chunks, { isTrusted: true }).ok, runSteps(decodeGuideSteps(chunks)).ok]).toEqual([false, true, false]);
  });
});

describe('the report of matches', () => {
  test('tells how each wish was met, and who else could have', () => {
    const wanted: WantedChannel[] = [
      { guideKey: 'exact', name: 'x' }, { guideKey: 'CASE', name: 'y' }, { guideKey: 'k1', guideName: 'Guide_Name', name: 'z' }, { guideKey: 'k2', name: 'Plain' }, { guideKey: 'k3', name: 'DE: Arte FHD' },
      { guideKey: 'lost', name: 'Nobody' }, { guideKey: 'k4', name: 'Twin' },
    ];
    const builder = createGuideBuilder({ nowMs: NOW, wanted });
    const names: ReadonlyArray<readonly [string, readonly string[]]> = [
      ['exact', []], ['case', ['other']], ['g1', ['guide name']], ['g2', ['PLAIN']], ['g3', ['Arte HD']], ['t1', ['Twin']], ['t2', ['twin']], ['t3', ['Twin HD']],
    ];
    for (const [id, list] of names) builder.addChannel({ id, names: list, icon: '' });
    for (const [id] of names) builder.addProgramme(id, at(0, id));
    const guide = builder.finish();
    const expected = [
      ['exact', 'id', 'exact', []], ['CASE', 'id-case', 'case', []], ['k1', 'guide-name', 'g1', []], ['k2', 'name', 'g2', []], ['k3', 'normalised', 'g3', []], ['lost', 'none', '', []], ['k4', 'name', 't1', ['t2']],
    ];
    expect(guide.matches().map(({ guideKey, kind, channelId, rivals }) => [guideKey, kind, channelId, rivals])).toEqual(expected);
    const read = decodeGuide(encodeGuide(guide));
    expect(read.ok && read.value.matches()).toEqual(guide.matches());
    expect(guideOf([['a', at(0, 'A')]]).matches()).toEqual([]);
  });

  test('is whole for thousands of wishes', () => {
    const wanted = Array.from({ length: 1700 }, (_, i) => ({ guideKey: `k${String(i)}`, name: `N${String(i)}` }));
    const guide = guideOf([['k5', at(0, 'A')]], wanted);
    expect(guide.matches().map((match) => match.guideKey)).toEqual(wanted.map((wish) => wish.guideKey));
    expect(guide.matches().filter((match) => match.kind !== 'none')).toEqual([{ guideKey: 'k5', kind: 'id', channelId: 'k5', rivals: [] }]);
  });
});
