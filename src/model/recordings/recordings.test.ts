import { beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR_MS, itemKey, toAppError } from '#core/base';
import type { SourceId } from '#core/base';
import type { WireRecording, WireRecordings } from '#core/wire';
import type { RecordingToPlay } from '#model/player';
import { createSampleApp, FakeCatalogModel } from '#test/harness/fakes';
import { createRecordingsModel } from './create-recordings-model';
import type { RecordingsModel } from './recordings-model';

const SOURCE = 'platform' as SourceId;
const CHANNEL = itemKey(SOURCE, 'channel', '7');
const NOW = Date.UTC(2026, 10, 24, 20, 0);

function item(id: string, changes: Partial<WireRecording> = {}): WireRecording {
  return {
    id, channelId: '7', channelName: 'Seven', title: 'Harbour', subtitle: '', description: '', picture: '/p.jpg', startMs: NOW + HOUR_MS, stopMs: NOW + 2 * HOUR_MS, age: -1,
    state: 'scheduled', failure: '', durationMs: 0, isPartial: false, expiresAtMs: 0, ruleId: '', ...changes,
  };
}

let list: WireRecordings;
let calls: string[];
let played: RecordingToPlay[];
let toasts: string[];
let answer: string;
let stored: unknown;
let refusal: string | null;
let isGuarded = false;
let refusalFacts: Readonly<Record<string, string>> = {};
let hasShop = true;
let opened: unknown[] = [];

async function open(): Promise<RecordingsModel> {
  const { app } = await createSampleApp();
  const { translator } = app;
  const model = createRecordingsModel({
    clock: { nowMs: () => NOW },
    catalog: new FakeCatalogModel(),
    spoilers: () => ({ guards: () => isGuarded }),
    log: { write: () => undefined },
    translator,
    notices: { showToast: (text) => toasts.push(text), showFailure: (error) => toasts.push(toAppError(error).code), ask: async () => answer, describe: (error) => ({ title: error.code, text: '', label: '' }) },
    api: {
      absolute: (address) => `http://tv.example${address}`,
      call: async ({ path, method = 'GET', body }) => {
        calls.push(`${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`);
        const { AppError } = await import('#core/base');
        if (refusal !== null) return { ok: false, error: new AppError(refusal as 'recording.quota', { facts: refusalFacts }) };
        return { ok: true, value: { status: method === 'DELETE' ? 204 : 200, value: method === 'DELETE' ? null : list, etag: '' } };
      },
    },
    sourceId: SOURCE,
    cell: { read: async () => stored, write: async (value) => { stored = value(); }, clear: async () => undefined },
    profileId: () => 'p',
    play: (recording) => played.push(recording),
    shop: () => (hasShop ? (route) => opened.push(route) : null),
  });
  await model.load();
  app.dispose();
  return model;
}

beforeEach(() => {
  list = { isOffered: true, quotaMs: 20 * HOUR_MS, usedMs: HOUR_MS, items: [], rules: [] };
  [calls, played, toasts, answer, stored, refusal] = [[], [], [], 'delete', null, null];
  [isGuarded, hasShop, refusalFacts, opened] = [false, true, {}, []];
});

const PROGRAMME = { channelKey: CHANNEL, startMs: NOW + HOUR_MS, title: 'Harbour' };
const END = NOW + 2 * HOUR_MS;

describe('recordings', () => {
  test('a programme is offered, recorded, marked and taken away again', async () => {
    const model = await open();
    expect(model.actions(PROGRAMME, END)).toEqual(['record', 'record-series']);
    expect(model.actions({ ...PROGRAMME, channelKey: itemKey('garden' as SourceId, 'channel', '7') }, END)).toEqual([]);
    expect(model.actions(PROGRAMME, NOW)).toEqual([]);
    list = { ...list, items: [item('a')] };
    await model.act('record', PROGRAMME);
    expect(calls[1]).toBe(`POST /recordings {"channelId":"7","startMs":${String(PROGRAMME.startMs)}}`);
    expect([model.of(CHANNEL, PROGRAMME.startMs)?.id, toasts]).toEqual(['a', ['Harbour will be recorded']]);
    expect(model.actions(PROGRAMME, END)).toEqual(['stop-recording', 'record-series']);
    list = { ...list, items: [] };
    await model.act('stop-recording', PROGRAMME);
    expect([calls.slice(2), model.of(CHANNEL, PROGRAMME.startMs)]).toEqual([['DELETE /recordings/a', 'GET /recordings'], null]);
  });

  test('a refusal is told in words and changes nothing', async () => {
    const model = await open();
    refusal = 'recording.quota';
    await model.act('record-series', PROGRAMME);
    expect([toasts, model.cards.value.length]).toEqual([['recording.quota'], 0]);
  });

  test('a refusal that money ends leads to where it is sold, where the viewer wants that and something is sold to them', async () => {
    const model = await open();
    refusal = 'rights.rent-first';
    refusalFacts = { offers: 'final' };
    for (const [pressed, isOpen] of [['not-now', true], ['opens', true], ['opens', false]] as const) {
      [answer, hasShop] = [pressed, isOpen];
      await model.act('record', PROGRAMME);
    }
    expect([opened, toasts]).toEqual([[{ name: 'checkout', key: CHANNEL, offer: 'final' }], ['rights.rent-first']]);
    refusalFacts = { plans: 'gold,all' };
    hasShop = true;
    await model.act('record', PROGRAMME);
    expect(opened[1]).toEqual({ name: 'plans', plan: 'gold' });
  });

  test('a match whose result is kept tells neither its score nor how long it was', async () => {
    isGuarded = true;
    list = { ...list, items: [item('match', { title: 'Arsenal 2:1 Chelsea', state: 'ready', durationMs: 3 * HOUR_MS, startMs: NOW - 5 * HOUR_MS })] };
    const model = await open();
    const card = model.cards.value.at(0);
    expect(card).toMatchObject({ title: 'Arsenal – Chelsea', facts: [expect.stringMatching(/, \d\d:00$/), 'Seven'] });
    expect(card?.spoken).not.toMatch(/2:1|3 h/);
    await model.choose('match', 'play');
    expect(played[0]).toMatchObject({ title: 'Arsenal – Chelsea', subtitle: expect.stringMatching(/, \d\d:00$/) });
  });

  test('cards tell state, time and length; options follow the state', async () => {
    list = {
      ...list,
      items: [
        item('ready', { state: 'ready', durationMs: HOUR_MS, startMs: NOW - 5 * HOUR_MS, stopMs: NOW - 4 * HOUR_MS, isPartial: true, expiresAtMs: NOW + 48 * HOUR_MS, ruleId: 'r' }),
        item('runs', { state: 'recording' }), item('bad', { state: 'failed', failure: 'media.unreachable' }), item('full', { state: 'failed', failure: 'quota' }),
      ],
      rules: [{ id: 'r', channelId: '7', title: 'Harbour' }],
    };
    const model = await open();
    expect([0, 1, 2].map((at) => model.cards.value.at(at)?.badge)).toEqual(['', 'Recording', 'Failed']);
    expect(model.cards.value.at(0)).toMatchObject({ image: 'http://tv.example/p.jpg', progress: -1, facts: [expect.stringMatching(/\d\d:00 – \d\d:00$/), 'Seven', '1 h 00 min', 'Parts are missing'] });
    expect(model.cards.value.at(3)?.facts[2]).toBe('Not recorded: there was no room left');
    expect(['ready', 'runs', 'bad'].map((id) => model.options(id).map((option) => option.id))).toEqual([['play', 'delete', 'stop-series'], ['delete'], ['delete']]);
    expect(model.note('ready')).toMatch(/^Parts are missing · Kept until /);
    expect([model.note('bad'), model.note('full')]).toEqual([expect.stringMatching(/^Could not be recorded: ./), 'Not recorded: there was no room left']);
    expect(model.roomText.value).toBe('1 h 00 min of 20 h 00 min used');
    expect(model.actions(PROGRAMME, END)).toEqual(['stop-recording', 'stop-series']);
  });

  test('what is ready plays from where it was left, also after a restart', async () => {
    list = { ...list, items: [item('ready', { state: 'ready', durationMs: HOUR_MS })] };
    const model = await open();
    await model.choose('ready', 'play');
    expect(played[0]).toMatchObject({ id: 'ready', channelKey: CHANNEL, title: 'Harbour', resumeAtMs: 0 });
    played[0]?.keep(600_000, HOUR_MS);
    expect(model.options('ready').map((option) => option.id)).toEqual(['play', 'from-start', 'delete']);
    const again = await open();
    await again.choose('ready', 'play');
    await again.choose('ready', 'from-start');
    expect(played.slice(1).map(({ resumeAtMs }) => resumeAtMs)).toEqual([600_000, 0]);
    played[0]?.keep(HOUR_MS - 1000, HOUR_MS);
    expect(model.cards.value.at(0)).toMatchObject({ isWatched: true, progress: -1 });
  });

  test('deleting asks first', async () => {
    list = { ...list, items: [item('ready', { state: 'ready', durationMs: HOUR_MS })] };
    const model = await open();
    answer = 'keep';
    await model.choose('ready', 'delete');
    expect(calls.filter((call) => call.startsWith('DELETE'))).toEqual([]);
    answer = 'delete';
    await model.choose('ready', 'delete');
    expect(calls).toContain('DELETE /recordings/ready');
  });
});
