import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '../base';
import { createGuideBuilder } from '../guide';
import type { ColumnarGuide } from '../guide';
import { buildProgrammeIndex, decodeProgrammeIndex, encodeProgrammeIndex, searchProgrammes } from '.';

const NOW = Date.UTC(2026, 0, 10, 20, 30);

function makeGuide(): ColumnarGuide {
  const builder = createGuideBuilder({ nowMs: NOW });
  for (const channel of ['ard', 'zdf', 'bbc']) builder.addChannel({ id: channel, names: [channel.toUpperCase()], icon: '' });
  const add = (channel: string, hours: number, title: string, people: readonly string[] = []): void => {
    const startMs = NOW - 30 * 60_000 + hours * HOUR_MS;
    builder.addProgramme(channel, { startMs, stopMs: startMs + HOUR_MS, title, people: people.map((name) => ({ name, role: 'actor', picture: '' })) });
  };
  for (let day = -3; day <= 3; day += 1) add('ard', day * 24, 'Tagesschau');
  add('zdf', 0, 'Sherlock', ['Benedict Cumberbatch']);
  add('bbc', 48, 'Sherlock Holmes');
  add('bbc', -48, 'Sherlock');
  add('bbc', 5, 'Doctor Who');
  return builder.finish('g1');
}

describe('programmes', () => {
  const guide = makeGuide();
  const index = buildProgrammeIndex(guide);

  test('past and future airings are grouped by title, what is on first', () => {
    const groups = searchProgrammes(index, guide, 'sherl', { nowMs: NOW });
    expect(groups.map(({ title, airingCount }) => [title, airingCount])).toEqual([['Sherlock', 2], ['Sherlock Holmes', 1]]);
    const [past, now] = groups[0]?.airings ?? [];
    expect([past?.startMs, now?.startMs].map((ms) => ((ms ?? 0) - NOW + 30 * 60_000) / HOUR_MS)).toEqual([-48, 0]);
    expect(guide.keysOf(now?.channel ?? -1)).toEqual(['zdf']);
    expect(guide.record(now?.row ?? -1)?.title).toBe('Sherlock');
  });

  test('a window leaves out what lies outside it', () => {
    const groups = searchProgrammes(index, guide, 'sherlock', { fromMs: NOW + HOUR_MS, toMs: NOW + 7 * DAY_MS });
    expect(groups.map(({ title }) => title)).toEqual(['Sherlock Holmes']);
  });

  test('airings nearest to now are listed in order of time', () => {
    const [news] = searchProgrammes(index, guide, 'tagesschau', { nowMs: NOW, airingLimit: 3 });
    expect(news?.airingCount).toBe(7);
    const days = (news?.airings ?? []).map(({ startMs }) => Math.ceil((startMs - NOW + HOUR_MS) / DAY_MS) - 1);
    expect(days).toEqual([0, 1, 2]);
  });

  test('typing errors, people, refused rows, another guide', () => {
    expect(searchProgrammes(index, guide, 'sherlok')[0]?.title).toBe('Sherlock');
    expect(searchProgrammes(index, guide, 'cumberbatch')[0]?.title).toBe('Sherlock');
    expect(searchProgrammes(index, guide, 'doctor', { filter: () => false })).toEqual([]);
    const other = createGuideBuilder({ nowMs: NOW }).finish('g2');
    expect(searchProgrammes(index, other, 'sherlock')).toEqual([]);
  });

  test('a stored index answers as the one that was built', () => {
    const chunks = encodeProgrammeIndex(index);
    const read = decodeProgrammeIndex(chunks, { revision: 'g1' });
    if (!read.ok) throw read.error;
    expect(searchProgrammes(read.value, guide, 'sherlock')).toEqual(searchProgrammes(index, guide, 'sherlock'));
    const stale = decodeProgrammeIndex(chunks, { revision: 'g2' });
    expect(!stale.ok && stale.error.facts['what']).toBe('stale');
  });
});
