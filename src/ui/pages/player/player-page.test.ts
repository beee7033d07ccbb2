import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { itemKey } from '#core/base';
import type { ItemKey } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { createSampleApp, SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import type { RemoteKey } from '#ports';
import { Spinner } from '#ui/components';
import { Box, LightningElement } from '#ui/engine';
import { LiveBannerView } from './live/live-banner-view';
import { PlayerPage } from './player-page';
import { SubtitleLayer } from './subtitle-layer';

const SOURCE = platformSourceId(SAMPLE_PLATFORM_URL);
const FILM = itemKey(SOURCE, 'movie', 'kestrel');
const SERIES = itemKey(SOURCE, 'series', 'northern');
const episode = (id: string): ItemKey => itemKey(SOURCE, 'episode', `northern-${id}`);
const ARENA = itemKey(SOURCE, 'channel', 'arena');
const MIN = 60_000;
const LENGTH_MS = 49 * MIN;

let sample: SampleApp;
let stage: TestStage;

beforeEach(async () => {
  sample = await createSampleApp();
  sample.host.media.durationMs = LENGTH_MS;
  stage = createTestStage({ host: sample.host });
});

afterEach(() => {
  stage.dispose();
  sample.app.dispose();
});

const decoder = () => sample.host.media.player;
const fact = (name: string): string => stage.mirror().facts.get(name) ?? '';
const focusId = (): string => stage.mirror().focus?.id ?? '';
const press = (...keys: readonly RemoteKey[]): void => {
  for (const key of keys) stage.press(key);
};
/** Lets promises run and draws. */
const pass = async (ms: number): Promise<void> => {
  await sample.host.clock.advance(ms);
  stage.frame();
};
const moveTo = (ms: number): void => {
  sample.host.clock.tick(300);
  decoder().moveTo(ms);
  stage.frame();
};

async function open(): Promise<PlayerPage> {
  const page = stage.mount(PlayerPage, { app: sample.app, entry: sample.app.navigation.current.peek() });
  await pass(20);
  return page;
}

async function openFilm(atMs = 20 * MIN): Promise<PlayerPage> {
  sample.app.perform({ kind: 'watch-movie', key: FILM, from: 'start' });
  await pass(20);
  const page = await open();
  moveTo(atMs);
  return page;
}

/** The first element of a class below another. Throws when there is none. */
function part<E extends LightningElement>(root: LightningElement, type: abstract new (...args: never[]) => E): E {
  for (const child of root.childList.get()) {
    if (child instanceof type) return child;
    try {
      return part(child, type);
    } catch {
      // Not in this branch.
    }
  }
  throw new Error(`expected a ${type.name}`);
}

async function openEpisode(id: string): Promise<void> {
  sample.app.perform({ kind: 'watch-episode', key: episode(id), seriesKey: SERIES, from: 'start' });
  await pass(20);
  await open();
}

describe('a film', () => {
  test('the mirror tells state, title and whole seconds', async () => {
    await openFilm(61_900);
    expect([fact('player'), fact('playing'), fact('seconds'), fact('problem')]).toEqual(['playing', FILM, '61', '']);
    expect(stage.mirror().focus).toMatchObject({ role: 'img', id: 'picture', name: 'Kestrel' });
  });

  test('OK pauses and shows the controls on play; OK again goes on', async () => {
    await openFilm();
    press('ok');
    expect([fact('player'), focusId(), stage.mirror().group]).toEqual(['paused', 'play-pause', 'Paused. Kestrel']);
    expect(stage.mirror().focus?.name).toBe('Play');
    press('ok');
    expect([fact('player'), stage.mirror().focus?.name]).toEqual(['playing', 'Pause']);
  });

  test('play/pause without looking: the controls come while paused', async () => {
    await openFilm();
    press('playpause');
    expect([fact('player'), focusId()]).toEqual(['paused', 'play-pause']);
    press('playpause');
    expect(fact('player')).toBe('playing');
  });

  test('Left and Right skip ten seconds at once, one after the other', async () => {
    await openFilm();
    press('right', 'right', 'right');
    expect(decoder().positionMs).toBe(20 * MIN + 30_000);
    expect(focusId()).toBe('scrubber');
    press('left');
    expect(decoder().positionMs).toBe(20 * MIN + 20_000);
    expect(sample.app.player.scrub.value).toBeNull();
  });

  test('a held key looks for a place in growing steps; OK plays from there', async () => {
    await openFilm();
    stage.hold('right', 15);
    const target = sample.app.player.scrub.value?.targetMs ?? 0;
    // Skip of 10 s, then nine steps of 10 s and five of 30 s.
    expect(target).toBe(20 * MIN + 10_000 + 9 * 10_000 + 5 * 30_000);
    expect(decoder().positionMs).toBe(20 * MIN + 10_000);
    expect(stage.mirror().focus).toMatchObject({ role: 'slider', id: 'scrubber', value: '24 minutes of 49' });
    press('ok');
    expect([decoder().positionMs, fact('player')]).toEqual([target, 'playing']);
  });

  test('on the shown bar Left and Right look for a place; Back returns to the picture, the next Back hides', async () => {
    await openFilm();
    press('up', 'right', 'right');
    expect(sample.app.player.scrub.value?.targetMs).toBe(20 * MIN + 20_000);
    press('back');
    expect([sample.app.player.scrub.value, decoder().positionMs, focusId()]).toEqual([null, 20 * MIN, 'scrubber']);
    press('back');
    expect(focusId()).toBe('picture');
  });

  test('digits go to tenths', async () => {
    await openFilm();
    press('digit7');
    expect(decoder().positionMs).toBeCloseTo(0.7 * LENGTH_MS);
    press('digit0');
    expect(decoder().positionMs).toBe(0);
  });

  test('the buttons step, and everything can be reached in a line', async () => {
    await openFilm();
    press('down');
    expect(focusId()).toBe('step-back');
    expect(stage.mirror().focus?.name).toBe('Back 10 seconds');
    press('ok');
    expect(decoder().positionMs).toBe(20 * MIN - 10_000);
    press('right', 'right', 'ok');
    expect([focusId(), decoder().positionMs]).toEqual(['step-forward', 20 * MIN]);
    press('right');
    expect(focusId()).toBe('tracks');
    press('right', 'left');
    expect(focusId()).toBe('step-forward');
    press('up');
    expect(focusId()).toBe('scrubber');
  });

  test('the controls hide by themselves, but not while paused and not while somebody listens', async () => {
    await openFilm();
    press('up');
    await pass(4800);
    expect(focusId()).toBe('scrubber');
    await pass(400);
    expect(focusId()).toBe('picture');
    press('ok');
    await pass(20_000);
    expect(focusId()).toBe('play-pause');
    press('ok');
    sample.host.speech.isEnabled = true;
    await pass(20_000);
    expect(focusId()).toBe('play-pause');
  });

  test('Back leaves, the position is kept, playback stops', async () => {
    await openFilm(33 * MIN);
    press('back');
    await pass(50);
    expect(sample.app.navigation.current.value.route.name).toBe('home');
    expect(sample.app.player.state.value.kind).toBe('idle');
    expect(sample.app.progress.get(FILM)?.positionMs).toBe(33 * MIN);
  });

  test('a spinner comes after half a second, and keys act meanwhile', async () => {
    sample.host.media.script('kestrel', 'hang');
    sample.app.perform({ kind: 'watch-movie', key: FILM, from: 'start' });
    await pass(20);
    const page = await open();
    const spinner = part(page, Spinner);
    expect([fact('player'), spinner.visible]).toEqual(['preparing', false]);
    await pass(600);
    expect(spinner.visible).toBe(true);
    press('back');
    expect(sample.app.navigation.current.value.route.name).toBe('home');
  });

  test('OK held for three seconds shows the statistics; let go before, it does not', async () => {
    await openFilm();
    sample.host.keys.send({ key: 'ok', phase: 'down', isHeld: false, heldMs: 0 });
    await pass(2900);
    sample.host.keys.send({ key: 'ok', phase: 'up', isHeld: false, heldMs: 0 });
    await pass(1000);
    expect(stage.mirror().overlay).toBe('test');
    press('ok', 'back');
    sample.host.keys.send({ key: 'ok', phase: 'down', isHeld: false, heldMs: 0 });
    await pass(3100);
    expect(stage.mirror().overlay).toBe('statistics');
    sample.host.keys.send({ key: 'ok', phase: 'up', isHeld: false, heldMs: 0 });
    press('back');
    expect(stage.mirror().overlay).toBe('test');
  });

  test('subtitles are set from the panel by arrows and OK, and what is set is seen', async () => {
    sample.host.media.tracks = [{ id: 't1', kind: 'text', language: 'en', label: '', isSelected: false }];
    const page = await openFilm();
    sample.app.player.selectText('t1');
    decoder().say('cues', [{ startMs: 0, endMs: LENGTH_MS, text: 'One line' }]);
    stage.settle();
    const height = (): number => stage.rect(part(part(page, SubtitleLayer), Box)).h;
    const before = height();
    press('blue', 'up', 'up', 'left');
    expect(focusId()).toBe('subtitle-look');
    press('ok');
    expect([stage.mirror().overlay, focusId()]).toEqual(['subtitles', 'size']);
    press('right');
    stage.settle();
    expect(height()).toBeGreaterThan(before);
    press('down', 'down', 'down', 'down', 'down');
    expect(focusId()).toBe('later');
    press('ok', 'left');
    expect([sample.app.player.subtitles.value.shiftMs, stage.mirror().focus?.value]).toEqual([400, '+0.4 s']);
    press('back');
    expect(stage.mirror().overlay).toBe('tracks');
  });

  test('subtitles make room for the controls', async () => {
    sample.host.media.tracks = [{ id: 't1', kind: 'text', language: 'en', label: '', isSelected: false }];
    const page = await openFilm();
    sample.app.player.selectText('t1');
    decoder().say('cues', [{ startMs: 0, endMs: LENGTH_MS, text: 'If the radio answers,\ndon’t answer back.' }]);
    stage.settle();
    const ground = part(part(page, SubtitleLayer), Box);
    const bottom = (): number => stage.rect(ground).y + stage.rect(ground).h;
    expect([ground.visible, bottom()]).toEqual([true, 1080 - 96]);
    press('up');
    expect(bottom()).toBe(1080 - 500);
    press('back');
    expect(bottom()).toBe(1080 - 96);
  });
});

describe('an episode', () => {
  test('channel keys change episodes', async () => {
    await openEpisode('2-3');
    press('channelUp');
    await pass(20);
    expect(fact('playing')).toBe(episode('2-4'));
    press('channelDown');
    await pass(20);
    expect(fact('playing')).toBe(episode('2-3'));
  });

  test('the next one is offered at the end: play now', async () => {
    await openEpisode('2-3');
    moveTo(LENGTH_MS - 8000);
    expect([focusId(), stage.mirror().group]).toEqual(['play-next', 'Next episode in 8 s. S2 E4 Ice Road']);
    press('ok');
    await pass(20);
    expect(fact('playing')).toBe(episode('2-4'));
    expect(focusId()).toBe('picture');
  });

  test('watch credits takes the card away and leaves at the end', async () => {
    await openEpisode('2-3');
    moveTo(LENGTH_MS - 8000);
    press('right', 'ok');
    expect(focusId()).toBe('picture');
    decoder().finish();
    await pass(50);
    expect(sample.app.navigation.current.value.route.name).toBe('home');
  });

  test('the card waits until the controls are gone', async () => {
    await openEpisode('2-3');
    press('up');
    moveTo(LENGTH_MS - 8000);
    expect(focusId()).toBe('scrubber');
    press('back');
    expect(focusId()).toBe('play-next');
  });
});

describe('what may be skipped', () => {
  const MARKS = [
    { kind: 'intro', startMs: MIN, endMs: 2 * MIN, title: '' },
    { kind: 'chapter', startMs: 0, endMs: 20 * MIN, title: 'Harbour' },
    { kind: 'chapter', startMs: 20 * MIN, endMs: LENGTH_MS, title: '' },
  ];

  beforeEach(async () => {
    sample.host.http.on('/api/v1/play', { body: { url: '/s/e.m3u8', form: 'hls', isLive: false, expiresAtMs: 4e12, thumbnails: '', subtitles: [], marks: MARKS } });
    await openFilm(MIN + 1000);
  });

  test('the button takes no key from the picture; Up leads to it, OK skips and leaves the picture alone', () => {
    expect(focusId()).toBe('picture');
    press('ok', 'ok', 'back');
    expect([fact('player'), focusId(), decoder().positionMs]).toEqual(['playing', 'picture', MIN + 1000]);
    press('up');
    expect([focusId(), stage.mirror().focus?.name]).toEqual(['skip-over', 'Skip intro']);
    press('down', 'up', 'ok');
    expect([decoder().positionMs, focusId()]).toEqual([2 * MIN, 'picture']);
    press('up');
    expect(focusId()).toBe('scrubber');
  });

  test('passed while it has the focus, the bar has it', () => {
    press('up');
    moveTo(3 * MIN);
    expect(focusId()).toBe('scrubber');
  });

  test('the bar names the chapter of the place', () => {
    press('down', 'up', 'right');
    expect(stage.mirror().focus?.value).toBe('1 minute of 49, Harbour');
    press('back');
    moveTo(21 * MIN);
    press('down', 'up');
    expect(stage.mirror().focus?.value).toBe('21 minutes of 49, Chapter 2');
  });
});

describe('sound and subtitles', () => {
  beforeEach(() => {
    sample.host.media.tracks = [
      { id: 'a1', kind: 'audio', language: 'en', label: '', isSelected: true },
      { id: 'a2', kind: 'audio', language: 'de', label: '5.1', isSelected: false },
      { id: 't1', kind: 'text', language: 'de', label: '', isSelected: false },
    ];
  });

  test('OK chooses and the panel stays; columns; Back closes and focus returns', async () => {
    await openFilm();
    press('down', 'right', 'right', 'right', 'ok');
    expect([stage.mirror().overlay, stage.mirror().group, focusId()]).toEqual(['tracks', 'Subtitles', 'off']);
    expect(stage.mirror().focus).toMatchObject({ role: 'radio', isChecked: true, index: 1, count: 3 });
    press('down', 'ok');
    expect(stage.mirror().focus).toMatchObject({ id: 't1', name: 'German', isChecked: true });
    expect(decoder().calls).toContain('track text t1');
    press('left');
    expect([stage.mirror().group, focusId()]).toEqual(['Audio', 'a1']);
    press('down', 'ok');
    expect(decoder().calls).toContain('track audio a2');
    expect(stage.mirror().focus).toMatchObject({ id: 'a2', isChecked: true });
    press('back');
    expect([stage.mirror().overlay, focusId()]).toEqual(['test', 'tracks']);
  });

  test('above the first row the statistics are opened; they measure, say what is slow, and Back closes them', async () => {
    await openFilm();
    press('blue', 'left', 'up', 'up');
    expect([stage.mirror().overlay, focusId()]).toEqual(['tracks', 'statistics']);
    press('down');
    expect(focusId()).toBe('a1');
    press('up', 'ok');
    await pass(1100);
    expect([stage.mirror().overlay, focusId()]).toEqual(['statistics', 'close']);
    press('back');
    expect(stage.mirror().overlay).toBe('test');
  });

  test('speed and shape are chosen in a panel of their own, which Back leaves for the first', async () => {
    await openFilm();
    press('blue', 'up', 'up', 'left', 'left', 'left', 'left', 'left', 'ok');
    expect([stage.mirror().overlay, stage.mirror().group]).toEqual(['picture', 'Speed']);
    expect(stage.mirror().focus).toMatchObject({ role: 'radio', name: 'Normal', isChecked: true, index: 2, count: 4 });
    press('down', 'ok');
    expect(stage.mirror().focus).toMatchObject({ name: '1.5×', isChecked: true });
    press('right', 'down', 'ok');
    expect(stage.mirror().focus).toMatchObject({ id: 'fill', isChecked: true });
    expect(decoder().calls.slice(-2)).toEqual(['rate 1.5', 'aspect fill']);
    press('back');
    expect(stage.mirror().overlay).toBe('tracks');
  });

  test('Blue opens and closes it', async () => {
    await openFilm();
    press('blue');
    expect(stage.mirror().overlay).toBe('tracks');
    press('blue');
    expect([stage.mirror().overlay, focusId()]).toEqual(['test', 'picture']);
  });
});

describe('a problem', () => {
  async function openBroken(): Promise<void> {
    sample.host.media.script('/arena.m3u8', 'media.unreachable');
    sample.app.perform({ kind: 'watch-channel', key: ARENA });
    await pass(20);
    await open();
  }

  test('is said at once and not again each second', async () => {
    sample.host.speech.isEnabled = true;
    await openBroken();
    const said = (): number => sample.host.speech.spoken.filter((text) => text.indexOf('Arena Live does not answer. Trying again') === 0).length;
    expect(said()).toBe(1);
    await pass(1500);
    expect(said()).toBe(1);
  });

  test('Try now tries now, and so does play/pause', async () => {
    await openBroken();
    expect(fact('player')).toBe('recovering');
    expect(fact('problem')).toMatch(/^HRT-\d+$/);
    expect(focusId()).toBe('retry');
    const loads = decoder().calls.filter((call) => call === 'load').length;
    press('ok');
    await pass(20);
    expect(decoder().calls.filter((call) => call === 'load').length).toBe(loads + 1);
    sample.host.media.script('/arena.m3u8', 'play');
    press('playpause');
    await pass(20);
    expect([fact('player'), fact('problem')]).toEqual(['playing', '']);
    expect(focusId()).not.toBe('retry');
  });

  test('the next channel is offered, and the channel keys change too', async () => {
    await openBroken();
    press('right');
    expect(focusId()).toBe('next-channel');
    press('ok');
    await pass(20);
    expect(fact('player')).toBe('playing');
    expect(fact('playing')).not.toBe(ARENA);
    press('channelDown');
    await pass(20);
    expect([fact('playing'), fact('player')]).toEqual([ARENA, 'recovering']);
    press('channelUp');
    await pass(20);
    expect(fact('player')).toBe('playing');
  });

  test('Back leaves', async () => {
    await openBroken();
    press('right', 'right');
    expect(focusId()).toBe('leave');
    press('ok');
    await pass(20);
    expect(sample.app.navigation.current.value.route.name).toBe('home');
  });

  test('a film that fails in mid-play shows the page and comes back by itself', async () => {
    await openFilm();
    decoder().break('media.decode');
    stage.frame();
    expect([fact('player'), focusId()]).toEqual(['recovering', 'retry']);
    press('left');
    expect(focusId()).toBe('retry');
    await pass(2500);
    expect([fact('player'), focusId()]).toEqual(['playing', 'picture']);
  });
});

describe('the picture goes first', () => {
  const isDrawn = (page: PlayerPage, ms = 16): boolean => {
    page.x += 1;
    const before = stage.counts.drawCalls;
    stage.frame(ms);
    return stage.counts.drawCalls > before;
  };

  /** A channel plays, its banner is on screen, and another one is wished. */
  async function zap(): Promise<PlayerPage> {
    sample.app.perform({ kind: 'watch-channel', key: ARENA });
    await pass(20);
    const page = await open();
    page.enter();
    await pass(600);
    sample.app.live.zap(1);
    return page;
  }

  test('a new channel is drawn once, with its banner in full, and nothing more until its picture had its time', async () => {
    const page = await zap();
    expect([isDrawn(page), isDrawn(page), isDrawn(page)]).toEqual([true, false, false]);
    expect(part(page, LiveBannerView).alpha).toBe(1);
    expect(isDrawn(page, 400)).toBe(true);
  });

  test('a page that is covered draws what is above it', async () => {
    sample.app.perform({ kind: 'watch-channel', key: ARENA });
    await pass(20);
    const page = await open();
    page.enter();
    page.leave('covered');
    await pass(600);
    sample.app.live.zap(1);
    expect([isDrawn(page), isDrawn(page), isDrawn(page)]).toEqual([true, true, true]);
  });

  test('the cover of a film goes as soon as it plays', async () => {
    sample.app.perform({ kind: 'watch-movie', key: FILM, from: 'start' });
    const page = await open();
    // With nothing on screen there is nothing to draw.
    const shape = new LightningElement(page.stage);
    shape.w = shape.h = 10;
    shape.rect = true;
    page.childList.a(shape);
    page.enter();
    moveTo(1000);
    expect([fact('player'), isDrawn(page), isDrawn(page)]).toEqual(['playing', true, true]);
  });
});
