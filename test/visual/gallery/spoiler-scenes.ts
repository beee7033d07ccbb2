import { itemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import { holdOk, openGuide } from './guide-scenes';
import { picture } from './live-scenes';
import type { Scene, SceneStep } from './scenes';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);
const ARENA = itemKey(SOURCE, 'channel', 'arena');
const LATE = [100, 100, 100] as const;

const protect = (change: { readonly episodes?: 'pictures' | 'titles'; readonly isScoreSafe?: boolean }): SceneStep => async ({ app }) => {
  const spoilers = await app.spoilers.open();
  await spoilers.change(change);
};
const openShow: SceneStep = ({ app }) => { app.navigation.open({ name: 'show', key: itemKey(SOURCE, 'series', 'northern') }); };
const watchMatch: SceneStep = async ({ app, host }) => {
  const nowMs = host.clock.nowMs();
  const reader = app.catalog.catalog.peek();
  const channel = reader.channel(reader.rowOf('channel', ARENA));
  const now = app.catalog.guide.peek().nowNext(channel?.guideKey ?? '', nowMs).now;
  app.perform({ kind: 'watch-archive', key: ARENA, startMs: now?.startMs ?? nowMs, stopMs: now?.stopMs ?? nowMs });
  await new Promise((resolve) => { setTimeout(resolve, 400); });
  await host.clock.advance(1000);
};
const DOWN_TO_SPOILERS: readonly SceneStep[] = Array.from({ length: 12 }, () => 'down' as const);

/** What is not told ahead. */
export const SPOILER_SCENES: Readonly<Record<string, Scene>> = {
  'settings-spoilers': { steps: [({ app }) => { app.navigation.open({ name: 'settings' }); }, ...LATE, 'down', 'down', 'right', ...DOWN_TO_SPOILERS] },
  'settings-spoilers-arabic': { locale: 'ar', steps: [({ app }) => { app.navigation.open({ name: 'settings' }); }, ...LATE, 'down', 'down', 'left', ...DOWN_TO_SPOILERS] },
  'show-veiled': { steps: [protect({ episodes: 'titles' }), openShow] },
  'show-veiled-options': { steps: [protect({ episodes: 'pictures' }), openShow, 500, ...holdOk] },
  'guide-score-safe': { steps: [protect({ isScoreSafe: true }), openGuide, 500], restMs: 600 },
  'guide-score-safe-details': { steps: [protect({ isScoreSafe: true }), openGuide, 500, ...holdOk, 'down', 'down', 'ok'], restMs: 600 },
  'player-archive-score-safe': { steps: [picture(0, 0, 1920, 1080), protect({ isScoreSafe: true }), watchMatch, 'ok'], restMs: 600 },
};
