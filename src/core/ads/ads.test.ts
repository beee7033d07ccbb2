import { describe, expect, test } from '@jest/globals';
import { HOUR_MS, MINUTE_MS } from '#core/base';
import { sortEvents } from './ad-clip';
import type { AdClip } from './ad-clip';
import { NO_AD, skipInMs, stepAds } from './ad-machine';
import type { AdCommand, AdInput, AdState } from './ad-machine';
import { fillMacros } from './ad-macros';
import { doneOf, NO_AD_MEMORY, rememberDone, rememberShown, roomInHour } from './ad-memory';
import { breakAt, breakBefore, openSchedule } from './ad-schedule';
import { parseVmap } from './vmap';

function clip(id: string, changes: Partial<AdClip> = {}): AdClip {
  const names = ['complete', 'start', 'midpoint', 'impression', 'thirdQuartile', 'firstQuartile', 'progress-3', 'creativeView', 'skip', 'pause', 'resume', 'closeLinear'];
  const events = Object.fromEntries(names.map((name) => [name, [`${id}/${name}`]]));
  return { id, durationMs: 8000, skipAfterMs: 5000, files: [{ url: `${id}.mp4`, form: 'mp4' }], offerUrl: '', errorUrls: [`${id}/error`], ...sortEvents(events), ...changes };
}

/** Runs inputs and keeps what is told and asked, as words. */
function play(inputs: readonly AdInput[], from: AdState = NO_AD): { state: AdState; words: string[] } {
  const words: string[] = [];
  const say = (command: AdCommand): void => {
    if (command.type === 'tell') words.push(...command.urls.map((url) => (command.error > 0 ? `${url}:${String(command.error)}` : url)));
    else words.push(command.type === 'load' ? `load ${command.clip.files[command.file]?.url ?? '?'}` : command.type);
  };
  const state = inputs.reduce((current, input) => {
    const step = stepAds(current, input);
    step.commands.forEach(say);
    return step.state;
  }, from);
  return { state, words };
}

const ask: AdInput = { type: 'ask', nowMs: 0 };
const filled = (...clips: AdClip[]): AdInput => ({ type: 'filled', clips, nowMs: 100 });
const started = (epoch: number, nowMs = 500): AdInput => ({ type: 'started', epoch, nowMs });
const moved = (epoch: number, positionMs: number, durationMs = 8000): AdInput => ({ type: 'moved', epoch, positionMs, durationMs, nowMs: 500 + positionMs });
const ended = (epoch: number, nowMs = 9000): AdInput => ({ type: 'ended', epoch, nowMs });
const tick = (nowMs: number): AdInput => ({ type: 'tick', nowMs });
const skip: AdInput = { type: 'skip', nowMs: 6000 };

const FIRST = ['shown', 'a/impression', 'a/creativeView', 'a/start'];
const REST = ['a/firstQuartile', 'a/progress-3', 'a/midpoint', 'a/thirdQuartile', 'a/complete'];

describe('a break', () => {
  test('tells everything of each clip once and in order, then the title goes on', () => {
    const positions = [0, 400, 2000, 2000, 3100, 4000, 3900, 6001, 7900].map((at) => moved(1, at));
    const { state, words } = play([ask, filled(clip('a'), clip('b')), started(1), started(1), ...positions, ended(1), ended(1), started(2), ended(2)]);
    expect(words.slice(0, 11)).toEqual(['load a.mp4', ...FIRST, ...REST, 'load b.mp4']);
    expect(words.slice(11)).toEqual([...FIRST.concat(REST).map((word) => word.replace('a/', 'b/')), 'finish']);
    expect(state).toBe(NO_AD);
  });

  test.each<readonly [string, readonly AdInput[], readonly string[]]>([
    ['nobody answers', [ask, tick(3999), tick(4000), filled(clip('a'))], ['finish']],
    ['there is nothing to show', [ask, filled()], ['finish']],
    ['a clip never shows a picture', [ask, filled(clip('a'), clip('b')), tick(6000), tick(6100), started(2, 7000)], ['load a.mp4', 'a/error:402', 'load b.mp4', 'shown', 'b/impression', 'b/creativeView', 'b/start']],
    ['no clip does: ten seconds, no more', [ask, filled(clip('a'), clip('b'), clip('c')), tick(6100), tick(9999), tick(10_100), tick(20_000)], ['load a.mp4', 'a/error:402', 'load b.mp4', 'b/error:402', 'finish']],
    ['a file fails and another does', [ask, filled(clip('a', { files: [{ url: '1', form: 'hls' }, { url: '2', form: 'mp4' }] })), { type: 'failed', epoch: 1, error: 401, nowMs: 900 }, { type: 'failed', epoch: 2, error: 405, nowMs: 950 }], ['load 1', 'load 2', 'a/error:405', 'finish']],
    ['it breaks in the middle', [ask, filled(clip('a')), started(1), moved(1, 2000), { type: 'failed', epoch: 1, error: 400, nowMs: 3000 }], ['load a.mp4', ...FIRST, 'a/firstQuartile', 'a/error:400', 'finish']],
    ['it stands still', [ask, filled(clip('a')), started(1), moved(1, 1000), tick(7400), tick(7500)], ['load a.mp4', ...FIRST, 'a/error:400', 'finish']],
    ['it never ends', [ask, filled(clip('a', { durationMs: 2000 })), started(1), moved(1, 7001, 0), tick(7600)], ['load a.mp4', ...FIRST, 'a/firstQuartile', 'a/midpoint', 'a/thirdQuartile', 'a/complete', 'finish']],
    ['it jumps', [ask, filled(clip('a')), started(1), moved(1, 7000)], ['load a.mp4', ...FIRST, ...REST.slice(0, 4)]],
    ['it is skipped, not too early', [ask, filled(clip('a')), started(1), moved(1, 4999), skip, moved(1, 5000), skip, skip], ['load a.mp4', ...FIRST, ...REST.slice(0, 3), 'a/skip', 'finish']],
    ['it may not be skipped', [ask, filled(clip('a', { skipAfterMs: -1 })), started(1), moved(1, 7000), skip], ['load a.mp4', ...FIRST, ...REST.slice(0, 4)]],
    ['the viewer leaves', [ask, filled(clip('a')), started(1), { type: 'leave' }, tick(99_000), ended(1)], ['load a.mp4', ...FIRST, 'a/closeLinear']],
    ['it is paused for long', [ask, filled(clip('a')), started(1), moved(1, 1000), { type: 'pause' }, { type: 'pause' }, tick(500_000), { type: 'play', nowMs: 500_000 }, tick(505_000)], ['load a.mp4', ...FIRST, 'pause', 'a/pause', 'play', 'a/resume']],
    ['words of an earlier clip', [ask, filled(clip('a')), started(0), moved(7, 100), ended(0)], ['load a.mp4']],
  ])('%s', (_name, inputs, words) => {
    expect(play(inputs).words).toEqual(words);
  });

  test('the offer to skip counts down by the picture, and is none at the very end', () => {
    const { state } = play([ask, filled(clip('a')), started(1), moved(1, 2000)]);
    expect(skipInMs(state)).toBe(3000);
    expect(skipInMs(play([moved(1, 6000)], state).state)).toBe(0);
    expect(skipInMs(play([ask, filled(clip('a', { skipAfterMs: 8000 })), started(1)]).state)).toBe(-1);
    expect([skipInMs(NO_AD), skipInMs(play([ask]).state)]).toEqual([-1, -1]);
  });
});

const VMAP = `<?xml version="1.0"?><vmap:VMAP xmlns:vmap="http://www.iab.net/videosuite/vmap" version="1.0">
  <vmap:AdBreak timeOffset="start" breakType="linear" breakId="pre"><vmap:AdSource><vmap:AdTagURI templateType="vast4"><![CDATA[https://ads.example/pre?a=1&b=2]]></vmap:AdTagURI></vmap:AdSource></vmap:AdBreak>
  <vmap:AdBreak timeOffset="00:10:00.500" breakType="linear,display" breakId="m1"><vmap:AdSource><vmap:AdTagURI>https://ads.example/m1?a=1&amp;b=2</vmap:AdTagURI></vmap:AdSource></vmap:AdBreak>
  <vmap:AdBreak timeOffset="50%" breakType="linear" breakId="m2"><vmap:AdSource><vmap:AdTagURI>https://ads.example/m2</vmap:AdTagURI></vmap:AdSource></vmap:AdBreak>
  <vmap:AdBreak timeOffset="50%" breakType="linear" breakId="m2"><vmap:AdSource><vmap:AdTagURI>https://ads.example/again</vmap:AdTagURI></vmap:AdSource></vmap:AdBreak>
  <vmap:AdBreak timeOffset="00:20:00" breakType="nonlinear" breakId="banner"><vmap:AdSource><vmap:AdTagURI>https://ads.example/n</vmap:AdTagURI></vmap:AdSource></vmap:AdBreak>
  <vmap:AdBreak timeOffset="end" breakType="linear" breakId="post"><vmap:AdSource><vmap:AdTagURI>https://ads.example/post</vmap:AdTagURI></vmap:AdSource></vmap:AdBreak>
  <vmap:AdBreak timeOffset="00:30:00" breakType="linear" breakId="odd"><vmap:AdSource><vmap:AdTagURI>javascript:alert(1)</vmap:AdTagURI></vmap:AdSource></vmap:AdBreak>
</vmap:VMAP>`;

describe('breaks of a title', () => {
  const breaks = parseVmap(VMAP);

  test('VMAP: linear ones with an address, each once', () => {
    expect(breaks).toEqual([
      { id: 'pre', offset: { kind: 'start' }, tagUrl: 'https://ads.example/pre?a=1&b=2' },
      { id: 'm1', offset: { kind: 'time', ms: 600_500 }, tagUrl: 'https://ads.example/m1?a=1&b=2' },
      { id: 'm2', offset: { kind: 'share', share: 0.5 }, tagUrl: 'https://ads.example/m2' },
    ]);
    expect(parseVmap('<html>no</html>')).toEqual([]);
    expect(parseVmap(VMAP.slice(0, 400))).toHaveLength(1);
  });

  test('each comes once, whatever the viewer does', () => {
    const length = 60 * MINUTE_MS;
    const before = breakBefore(openSchedule(breaks, 0, length, []));
    expect([before.due?.id, breakBefore(before.next).due]).toEqual(['pre', null]);
    let schedule = before.next;
    const at = (minutes: number): string | undefined => {
      const { due, next } = breakAt(schedule, minutes * MINUTE_MS, length);
      schedule = next;
      return due?.id;
    };
    expect([at(5), at(10), at(10.1), at(10.2), at(3), at(11), at(29), at(30), at(10.1), at(31)]).toEqual([undefined, undefined, 'm1', undefined, undefined, undefined, undefined, 'm2', undefined, undefined]);
  });

  test('a jump over several shows the last; going on later shows none that is behind; shares wait for the length', () => {
    expect(breakAt(openSchedule(breaks, 0, 0, []), 40 * MINUTE_MS, 60 * MINUTE_MS)).toMatchObject({ due: { id: 'm2' }, next: { done: ['m1', 'm2'] } });
    const later = openSchedule(breaks, 20 * MINUTE_MS, 60 * MINUTE_MS, ['pre']);
    expect([breakBefore(later).due, breakAt(later, 21 * MINUTE_MS, 60 * MINUTE_MS).due, breakAt(later, 31 * MINUTE_MS, 60 * MINUTE_MS).due?.id]).toEqual([null, null, 'm2']);
    expect(breakAt(openSchedule(breaks.slice(2), 0, 0, []), 40 * MINUTE_MS, 0).due).toBeNull();
  });

  test('a set remembers breaks of a title for half a day, and what it showed for an hour', () => {
    const now = 1_000 * HOUR_MS;
    const kept = rememberDone(NO_AD_MEMORY, 'p|m|1', ['pre', 'm1'], now);
    expect([doneOf(kept, 'p|m|1', now + 11 * HOUR_MS), doneOf(kept, 'p|m|1', now + 12 * HOUR_MS), doneOf(kept, 'p|m|2', now)]).toEqual([['pre', 'm1'], [], []]);
    const many = Array.from({ length: 60 }, (_none, index) => index).reduce((memory, index) => rememberDone(memory, `t${String(index)}`, ['pre'], now + index), NO_AD_MEMORY);
    expect([Object.keys(many.titles).length, doneOf(many, 't59', now + 60), doneOf(many, 't1', now + 60)]).toEqual([40, ['pre'], []]);
    const shown = [0, 1, 2].reduce((memory, index) => rememberShown(memory, now + index), NO_AD_MEMORY);
    expect([roomInHour(shown, now + 5, 4), roomInHour(shown, now + 5, 2), roomInHour(shown, now + HOUR_MS + 5, 4)]).toEqual([1, 0, 4]);
  });
});

test('addresses are filled in, and nobody is described', () => {
  const macros = { errorCode: 402, random: 0.125, nowMs: Date.UTC(2026, 0, 2, 3, 4, 5), playheadMs: 61_500 };
  expect(fillMacros('https://a/?e=[ERRORCODE]&c=%5BCACHEBUSTING%5D&t=[TIMESTAMP]&p=[ADPLAYHEAD]&i=[IFA]&d=[DEVICEUA]&x=[no]&y=[1]', macros)).toBe(
    'https://a/?e=402&c=12500000&t=2026-01-02T03%3A04%3A05.000Z&p=00%3A01%3A01.500&i=-1&d=-1&x=[no]&y=[1]',
  );
  expect(fillMacros('[ERRORCODE]/[MEDIAPLAYHEAD]', { ...macros, errorCode: 0, playheadMs: -1 })).toBe('-1/-1');
});
