import { DAY_MS, HOUR_MS, itemKey, MINUTE_MS } from '#core/base';
import type { WireRecording } from '#core/wire';
import { platformSourceId } from '#sources/registry';
import { SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { holdOk } from './guide-scenes';
import type { Scene, SceneStep } from './scenes';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);

function items(nowMs: number): readonly WireRecording[] {
  const item = (id: string, title: string, channelName: string, startsInMs: number, still: string, changes: Partial<WireRecording>): WireRecording => ({
    id, channelId: 'arena', channelName, title, subtitle: '', description: '', picture: new URL(`static/sample/art/backdrops/${still}.jpg`, document.baseURI).href, startMs: nowMs + startsInMs,
    stopMs: nowMs + startsInMs + 90 * MINUTE_MS, age: -1, state: 'ready', failure: '', durationMs: 97 * MINUTE_MS, isPartial: false, expiresAtMs: nowMs + 40 * DAY_MS, ruleId: '', ...changes,
  });
  const coming = { durationMs: 0, expiresAtMs: 0 } as const;
  return [
    item('r1', 'Blindfold Chess', 'Arena Live', 4 * HOUR_MS, 'blindfold-chess', { ...coming, state: 'scheduled' }),
    item('r2', 'Apex Line: Night Race', 'Arena Max', -20 * MINUTE_MS, 'apex-line', { ...coming, state: 'recording' }),
    item('r3', 'Atlas of Ash', 'Meridian', -DAY_MS, 'atlas-of-ash', { ruleId: 'rule' }),
    item('r4', 'Cassette Summer', 'Meridian', -2 * DAY_MS, 'cassette-summer', { isPartial: true }),
    item('r5', 'Foxglove Hill', 'Hearth One', -3 * DAY_MS, 'foxglove-hill', { ...coming, state: 'failed', failure: 'media.unreachable' }),
    item('r6', 'Canopy', 'Terra', -5 * DAY_MS, 'canopy', {}),
  ];
}

const scripted = (list: (nowMs: number) => readonly WireRecording[]): SceneStep => ({ host }: SampleApp) => {
  host.http.on('/api/v1/recordings', { body: { isOffered: true, quotaMs: 20 * HOUR_MS, usedMs: 9 * HOUR_MS, items: list(host.clock.nowMs()), rules: [] } });
};
const open = (name: 'recordings' | 'my-list' | 'guide'): SceneStep => async ({ app, host }: SampleApp) => {
  app.live.restoreLast(itemKey(SOURCE, 'channel', 'arena'));
  app.navigation.open({ name });
  await new Promise((resolve) => { setTimeout(resolve, 500); });
  await host.clock.advance(500);
};

/** Scenes of what the platform records. */
export const RECORDINGS_SCENES: Readonly<Record<string, Scene>> = {
  'recordings': { steps: [scripted(items), open('recordings'), 400, 'right', 'right'], restMs: 900 },
  'recordings-options': { steps: [scripted(items), open('recordings'), 400, 'right', 'right', ...holdOk], restMs: 900 },
  'recordings-empty': { steps: [scripted(() => []), open('recordings')], restMs: 900 },
  'my-list-recordings': { steps: [scripted(items), open('my-list'), 400, 'up'], restMs: 900 },
  'guide-recording': { steps: [scripted(items), open('guide'), 500, ...holdOk], restMs: 900 },
};
