import { describe, expect, test } from '@jest/globals';
import type { GuideReader, ProgrammeRecord } from '../catalog';
import {
  competitorsOf, isSport, keepScores, maskScores, namesOneOf, NO_PROTECTION, NOTHING_ASKED, openScaleMs, programmeId, readAsked, readProtection, saysSport, tellsResult, titleMark, veilEpisode, withShown, withWatched,
  writeAsked, writeProtection,
} from './index';
import type { Protection } from './index';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;

function programme(title: string, rest: Partial<ProgrammeRecord> = {}): ProgrammeRecord {
  return { channelKey: 'arena', startMs: NOW - 2 * HOUR, stopMs: NOW - HOUR, title, subtitle: '', description: '', category: '', picture: '', age: -1, ...rest };
}

describe('sport is told by its category in many languages', () => {
  test.each([
    ['Sports', true], ['Sport/Fußball', true], ['Team sports (excluding football)', true], ['Deportes', true], ['Esporte', true], ['Fútbol', true], ['Football américain', true], ['Calcio', true], ['Piłka nożna', true],
    ['Spor', true], ['Спорт', true], ['Хоккей', true], ['رياضة', true], ['الرياضة', true], ['كرة القدم', true], ['खेल', true], ['体育节目', true], ['Wintersport', true], ['Motorsport', true], ['NBA', true],
    ['Transport', false], ['News', false], ['Movie', false], ['Spielfilm', false], ['Nachrichten', false], ['Документальный', false], ['أخبار', false], ['新闻', false], ['', false],
  ])('%s: %s', (category, isIt) => {
    expect(saysSport(category)).toBe(isIt);
  });

  test.each<readonly [string, Partial<Protection>, ProgrammeRecord | null, boolean]>([
    ['by any of its categories', {}, programme('A', { category: 'Live', categories: ['Live', 'Tennis'] }), true],
    ['not by its title where the guide has categories', {}, programme('Football today', { category: 'News' }), false],
    ['by its title where it has none', {}, programme('Bundesliga: A - B'), true],
    ['by its channel’s mark', { channels: new Map([['arena', true]]) }, programme('A'), true],
    ['by its channel’s mark where nothing is known of it', { channels: new Map([['arena', true]]) }, null, true],
    ['by its title’s mark before all else', { channels: new Map([['arena', true]]), titles: new Map([[titleMark('Studio Arena'), false]]) }, programme('Studio arena 2:1', { category: 'Sport' }), false],
    ['not without a sign', {}, null, false],
  ])('%s', (_, change, what, isIt) => {
    expect(isSport({ ...NO_PROTECTION, ...change }, 'arena', what)).toBe(isIt);
  });
});

describe('results', () => {
  test.each([
    ['Arsenal 2:1 Chelsea', 'Arsenal – Chelsea'], ['Arsenal - Chelsea 2-1', 'Arsenal - Chelsea'], ['Arsenal - Chelsea (0:0)', 'Arsenal - Chelsea'], ['Lakers 101–99 Celtics', 'Lakers – Celtics'],
    ['الأهلي ٢-١ الزمالك', 'الأهلي – الزمالك'], ['Kickoff 20:15', 'Kickoff 20:15'], ['9-1-1', '9-1-1'], ['Season 2025-26', 'Season 2025-26'], ['12.11.2025', '12.11.2025'], ['Formula 1', 'Formula 1'], ['Arsenal - Chelsea', 'Arsenal - Chelsea'],
  ])('%s → %s', (title, masked) => {
    expect(maskScores(title)).toBe(masked);
  });

  test.each([
    ['Chelsea won at Anfield', true], ['Die Zusammenfassung', true], ['Le résumé', true], ['Победа «Зенита»', true], ['ملخص المباراة', true], ['赛后集锦', true], ['It ended 3:0.', true],
    ['Live from Wembley', false], ['Anstoß 20:15', false], ['', false],
  ])('%s tells: %s', (text, tells) => {
    expect(tellsResult(text)).toBe(tells);
  });

  test.each([
    ['Premier League: Arsenal - Chelsea', 'Chelsea keeps its place', true], ['Bayern München gegen Borussia Dortmund', 'Wie Bayern spielte', true], ['Bayern München gegen Borussia Dortmund', 'Borussia', false],
    ['Arsenal v Chelsea, FA Cup', 'The Arsenal story', true], ['Зенит против Спартак', 'Спартак в Москве', true], ['Arsenal 2:1 Chelsea', 'Arsenal', true], ['Studio Arena', 'Studio Arena', false], ['Arsenal - Chelsea', 'Arsenalist', false],
  ])('%s is named by %s: %s', (title, text, isIt) => {
    expect(namesOneOf(text, competitorsOf(title))).toBe(isIt);
  });
});

describe('the guide of somebody who does not want to know', () => {
  const told = (one: ProgrammeRecord, shown: readonly string[] = [], protection: Partial<Protection> = {}): ProgrammeRecord | undefined => {
    const guide: GuideReader = { revision: 'r', has: () => true, nowNext: () => ({ now: one, next: null }), between: () => [one] };
    const watched = [{ startMs: NOW - 10 * HOUR, competitors: competitorsOf('Arsenal - Chelsea') }];
    const kept = keepScores(guide, { protection: { ...NO_PROTECTION, isScoreSafe: true, ...protection }, revision: '1', words: 'Hidden', watched, nowMs: () => NOW, isShown: (id) => shown.indexOf(id) !== -1 });
    expect(kept.nowNext('arena', 0).now).toEqual(kept.between('arena', 0, 1)[0]);
    return kept.between('arena', 0, 1)[0];
  };
  const sport = { category: 'Sport', subtitle: 'Round 3', description: 'How it went.' };

  test.each<readonly [string, ProgrammeRecord, Partial<ProgrammeRecord>]>([
    ['what is over is without its texts', programme('Lakers 3:1 Celtics', sport), { title: 'Lakers – Celtics', subtitle: '', description: 'Hidden', isVeiled: true }],
    ['what runs, too', programme('Lakers', { ...sport, startMs: NOW - 1, stopMs: NOW + HOUR }), { description: 'Hidden' }],
    ['what comes keeps its texts', programme('Lakers', { ...sport, startMs: NOW + 1 }), { subtitle: 'Round 3', description: 'How it went.' }],
    ['unless they tell a result', programme('Lakers', { ...sport, startMs: NOW + 1, description: 'After the 3:0.' }), { subtitle: '', description: 'Hidden' }],
    ['what comes about who was watched is hidden, whatever it is', programme('News', { category: 'News', startMs: NOW + 1, description: 'Chelsea after the match' }), { description: 'Hidden', isVeiled: true }],
    ['what came before the match is not', programme('News', { category: 'News', startMs: NOW - 11 * HOUR, description: 'Chelsea before the match' }), { description: 'Chelsea before the match' }],
    ['what is no sport stays', programme('Film 3:1', { category: 'Movie', description: 'x' }), { title: 'Film 3:1', description: 'x' }],
  ])('%s', (_, one, expected) => {
    expect(told(one)).toMatchObject(expected);
  });

  test('what was asked for and what was marked as no sport is the same object', () => {
    const one = programme('Lakers 3:1 Celtics', sport);
    expect(told(one, [programmeId('arena', one.startMs)])).toBe(one);
    expect(told(one, [], { titles: new Map([[titleMark('Lakers – Celtics'), false]]) })).toBe(one);
  });
});

describe('episodes', () => {
  const episode = { key: 'e', season: 2, number: 4, name: 'Ice Road', plot: 'It thaws.', still: 'x', durationMs: 1, stream: {} } as never;

  test.each([
    ['off', 'Ice Road', 'It thaws.', 'x'],
    ['pictures', 'Ice Road', 'Hidden', ''],
    ['titles', '', 'Hidden', ''],
  ] as const)('%s', (level, name, plot, still) => {
    expect(veilEpisode(episode, level, 'Hidden')).toMatchObject({ name, plot, still });
  });
});

test.each([[0, 2], [1.4, 2], [1.6, 3], [2.6, 4]])('after %s hours the bar is %s hours long', (reached, length) => {
  expect(openScaleMs(reached * HOUR)).toBe(length * HOUR);
});

test('what is stored is read again; what is torn keeps nothing back', () => {
  const kept: Protection = { episodes: 'titles', isScoreSafe: true, channels: new Map([['arena', true]]), titles: new Map([['x', false]]) };
  expect(readProtection(JSON.parse(JSON.stringify(writeProtection(kept))))).toEqual(kept);
  expect(readProtection({ episodes: 'x', isScoreSafe: 1, channels: [], titles: { a: 2 } })).toEqual(NO_PROTECTION);
});

test('what was asked for is read as it was written; the oldest give way, and what is broken was not asked for', () => {
  let asked = withWatched(NOTHING_ASKED, { startMs: 5, competitors: [['lindau'], ['marlow', 'town']] });
  for (let at = 0; at < 310; at += 1) asked = withShown(asked, `episode ${String(at)}`);
  expect(withWatched(asked, { startMs: 5, competitors: [['lindau'], ['marlow', 'town']] })).toBe(asked);
  const read = readAsked(JSON.parse(JSON.stringify(writeAsked(asked))));
  expect([read.shown.size, read.shown.has('episode 9'), read.shown.has('episode 309'), read.watched]).toEqual([300, false, true, asked.watched]);
  expect(readAsked({ shown: [1, 'a'], watched: [null, { startMs: 'x' }, { startMs: 1, competitors: [[2]] }] })).toEqual({ shown: new Set(['a']), watched: [] });
});
