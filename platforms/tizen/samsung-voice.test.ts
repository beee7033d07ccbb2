import { beforeEach, expect, test } from '@jest/globals';
import { FakeLog, settle } from '#test/harness/fakes';
import { SimulatedVoice } from '#test/simulators/testing';
import type { VoiceCommand, VoiceScene } from '#ports';
import { findSamsungVoice } from './samsung-voice';
import type { TizenNatives } from './tizen-natives';

const PRIVILEGES = ['http://developer.samsung.com/privilege/voicecontrol', 'http://developer.samsung.com/privilege/microphone'];

let violations: string[];
let pressed: string[];
let taken: VoiceCommand[];
let scene: VoiceScene;
let isTaken: boolean;

beforeEach(() => {
  violations = [];
  pressed = [];
  taken = [];
  scene = 'list';
  isTaken = true;
});

/** A set with an assistant, and the natives of a page on it. */
function open(privileges: readonly string[] = PRIVILEGES): { readonly set: SimulatedVoice; readonly natives: TizenNatives } {
  const journal = { event: () => undefined, call: () => undefined, violation: (words: string) => violations.push(words) };
  const set = new SimulatedVoice({ config: { privileges }, journal } as unknown as ConstructorParameters<typeof SimulatedVoice>[0], (key) => pressed.push(key));
  return { set, natives: { tizen: {}, webapis: { voiceinteraction: set.api } } as unknown as TizenNatives };
}

const listener = { scene: () => scene, take: (command: VoiceCommand) => (taken.push(command), isTaken) };

test('every word of the assistant arrives as what the app can do, in the scene the app tells', async () => {
  const { set, natives } = open();
  const leave = findSamsungVoice(natives, ['voice'], new FakeLog())?.listen(listener);
  await settle();
  for (const said of ['search Arena Live', 'up', 'show more', 'next', 'previous', 'select 3', 'select last', 'select', 'pause', 'go to home', 'go to settings']) set.say(said, true);
  scene = 'player';
  for (const said of ['pause', 'fast forward', 'next', 'skip 30', 'skip back 10', 'go to 120', 'start over', 'subtitles on', 'right']) set.say(said, true);
  expect(taken).toEqual([
    { kind: 'search', term: 'arena live' }, { kind: 'press', key: 'up' }, { kind: 'press', key: 'down' }, { kind: 'walk', delta: 1 }, { kind: 'walk', delta: -1 },
    { kind: 'choose', place: 3 }, { kind: 'choose', place: -1 }, { kind: 'choose', place: 0 }, { kind: 'open', page: 'home' }, { kind: 'open', page: 'settings' },
    { kind: 'press', key: 'pause' }, { kind: 'press', key: 'forward' }, { kind: 'press', key: 'next' }, { kind: 'skip', byMs: 30_000 }, { kind: 'skip', byMs: -10_000 },
    { kind: 'seek', positionMs: 120_000 }, { kind: 'restart' }, { kind: 'subtitles', isOn: true },
  ]);
  // Words for another scene are the set's: it presses the keys.
  expect(pressed).toEqual(['MediaPause', 'ArrowRight']);
  leave?.();
  expect([set.say('search arena', true), taken.length, violations]).toEqual(['nobody', 18, []]);
});

test('what the app does not use, or what is said behind another app, is the key of the set', async () => {
  const { set, natives } = open();
  findSamsungVoice(natives, ['voice'], new FakeLog())?.listen(listener);
  await settle();
  isTaken = false;
  expect([set.say('left', true), set.say('select 2', true), set.say('sing', true)]).toEqual(['key', 'nobody', 'not understood']);
  isTaken = true;
  expect([set.say('left', false), pressed]).toEqual(['key', ['ArrowLeft', 'ArrowLeft']]);
});

test('a set without it, and a package that does not use it, have no assistant and make no call', () => {
  expect(findSamsungVoice({ tizen: {}, webapis: {} }, ['voice'], new FakeLog())).toBeNull();
  expect([findSamsungVoice(open([]).natives, ['preview'], new FakeLog()), violations]).toEqual([null, []]);
});
