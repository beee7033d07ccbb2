import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { HOUR_MS } from '#core/base';
import type { ChannelRecord } from '#core/catalog';
import { createGuideBuilder } from '#core/guide';
import { signal } from '#core/state';
import type { ClockProposal } from '#model/guide-clock';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';
import { showOptions } from '../options';

// The panels' code is loaded by the first test.
jest.setTimeout(30_000);

let sample: SampleApp;
let screen: TestStage;
beforeEach(async () => {
  sample = await createSampleApp();
  const { app, host } = sample;
  screen = createTestStage({ host });
  const { navigation } = app;
  screen.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, app, entry) }, 3);
  screen.settle();
});
afterEach(() => {
  screen.dispose();
  sample.app.dispose();
});

function channelWhere(fits: (channel: ChannelRecord) => boolean): ChannelRecord {
  const reader = sample.app.catalog.catalog.peek();
  for (let row = 0; row < reader.count('channel'); row += 1) {
    const channel = reader.channel(row);
    if (channel !== null && fits(channel)) return channel;
  }
  throw new Error('no such channel in the sample');
}

async function until(isThere: () => boolean): Promise<void> {
  for (let i = 0; i < 300 && !isThere(); i += 1) {
    await sample.host.clock.advance(20);
    await new Promise((resolve) => setTimeout(resolve, 5));
    screen.frame();
  }
}

const focus = (): string | undefined => screen.mirror().focus?.id;

async function openOption(channel: ChannelRecord, id: string, overlay: string): Promise<void> {
  const { key, name } = channel;
  showOptions(screen.engine.ui, sample.app, { id: key, key, kind: 'channel', title: name, facts: [], image: '', logo: '', action: { kind: 'watch-channel', key } }, {});
  screen.settle();
  for (let i = 0; i < 20 && focus() !== id; i += 1) screen.press('down');
  screen.press('ok');
  await until(() => screen.mirror().overlay === overlay);
  screen.settle();
}

test('a moved guide is seen at once by everybody, in what is on and in the panel, and Back leads out', async () => {
  const { app, host } = sample;
  const channel = channelWhere(({ guideKey }) => app.catalog.guide.peek().nowNext(guideKey, host.clock.nowMs()).now !== null);
  const startOf = (): number => {
    const reader = app.catalog.catalog.peek();
    return app.catalog.guide.peek().nowNext(reader.channel(reader.rowOf('channel', channel.key))?.guideKey ?? '', host.clock.nowMs() + HOUR_MS).now?.startMs ?? 0;
  };
  const plain = app.catalog.guide.peek().nowNext(channel.guideKey, host.clock.nowMs()).now;
  await openOption(channel, 'guide', 'guide-clock');
  expect([screen.mirror().overlay, focus()]).toEqual(['guide-clock', 'clock-channel']);
  screen.press('ok');
  screen.settle();
  expect([screen.mirror().overlay, focus()]).toEqual(['guide-offset', 'inherited']);
  screen.press('down');
  for (let i = 0; i < 60 && focus() !== '60'; i += 1) screen.press('down');
  screen.press('ok');
  app.catalog.wantGuide([channel.key], host.clock.nowMs(), host.clock.nowMs() + 3 * HOUR_MS);
  await until(() => startOf() === (plain?.startMs ?? 0) + HOUR_MS);
  expect(startOf()).toBe((plain?.startMs ?? 0) + HOUR_MS);
  screen.settle();
  expect([screen.mirror().overlay, focus()]).toEqual(['guide-clock', 'clock-channel']);
  screen.press('back');
  screen.settle();
  expect(screen.mirror()).toMatchObject({ overlay: '', page: 'home' });
});

test('what the app found out about the guide can be used, taken back and left, by keys alone', async () => {
  const { app } = sample;
  const channel = channelWhere(({ guideKey }) => guideKey !== '');
  const sourceId = channel.stream.sourceId;
  const proposal: ClockProposal = { sourceId, offsetMin: 60, fits: 14, total: 15, isArchiveSure: true, state: 'open' };
  const proposals = signal<readonly ClockProposal[]>([proposal]);
  const done: string[] = [];
  const answer = (name: string, next: readonly ClockProposal[]) => () => {
    done.push(name);
    proposals.value = next;
  };
  const extras = await app.openExtras();
  Object.assign(extras.guideClock, { proposals, use: answer('use', [{ ...proposal, state: 'used' }]), takeBack: answer('back', [proposal]), leave: answer('leave', []) });
  await openOption(channel, 'guide', 'guide-clock');
  expect(screen.mirror().focus).toMatchObject({ id: 'found-use', name: 'Use: 1 h 00 min later', details: '14 of 15 fit then, and so does the archive' });
  screen.press('ok');
  screen.settle();
  expect(screen.mirror().focus).toMatchObject({ id: 'found-back', name: 'Take it back', details: 'Moved: 1 h 00 min later' });
  screen.press('ok');
  screen.settle();
  expect(focus()).toBe('found-use');
  screen.press('down');
  expect(screen.mirror().focus).toMatchObject({ id: 'found-leave', name: 'Leave it' });
  screen.press('ok');
  screen.settle();
  expect([done, focus()?.indexOf('clock-')]).toEqual([['use', 'back', 'leave'], 0]);
});

test('a guide is chosen by hand out of a list that can be searched, and is what the channel has from then on', async () => {
  const { app, host } = sample;
  const nowMs = host.clock.nowMs();
  const builder = createGuideBuilder({ nowMs });
  for (const name of ['Zebra', 'Otter', 'Otter Two']) {
    builder.addChannel({ id: name, names: [name], icon: '' });
    builder.addProgramme(name, { startMs: nowMs - HOUR_MS, stopMs: nowMs + HOUR_MS, title: `Show of ${name}` });
  }
  const guides = [builder.finish()];
  Object.assign(app.catalog, { guidesOf: () => guides });
  const channel = channelWhere(({ guideKey }) => guideKey !== '');
  const keyNow = (): string | undefined => {
    const reader = app.catalog.catalog.peek();
    return reader.channel(reader.rowOf('channel', channel.key))?.guideKey;
  };
  await openOption(channel, 'guide', 'guide-clock');
  const openList = async (): Promise<void> => {
    for (let i = 0; i < 5 && focus() !== 'choose-guide'; i += 1) screen.press('down');
    screen.press('ok');
    await until(() => screen.mirror().overlay === 'guide-choice');
    screen.settle();
  };
  await openList();
  screen.press('ok');
  screen.settle();
  expect(screen.mirror().overlay).toBe('guide-search');
  screen.press('back');
  screen.settle();
  for (let i = 0; i < 8 && focus() !== 'guide:Otter'; i += 1) screen.press('down');
  expect(screen.mirror().focus).toMatchObject({ name: 'Otter', details: 'Show of Otter' });
  screen.press('ok');
  await until(() => keyNow() === 'Otter');
  expect([keyNow(), screen.mirror().overlay]).toEqual(['Otter', 'guide-clock']);
  await openList();
  for (let i = 0; i < 8 && focus() !== 'none'; i += 1) screen.press('down');
  screen.press('ok');
  await until(() => keyNow() === '');
  expect(keyNow()).toBe('');
});

test('digits go to a time of yesterday and OK plays the archive from there; an impossible time is told', async () => {
  const { app } = sample;
  const channel = channelWhere(({ catchup }) => catchup !== null && catchup.days > 1);
  const played: Array<readonly [string, number, number]> = [];
  jest.spyOn(app.player, 'playArchive').mockImplementation((key, startMs, stopMs) => {
    played.push([key, startMs, stopMs]);
  });
  await openOption(channel, 'moment', 'moment-day');
  screen.press('down');
  screen.press('ok');
  screen.settle();
  expect(screen.mirror().overlay).toBe('moment-time');
  const type = (digits: string): void => {
    for (const digit of digits) screen.press(`digit${digit}` as 'digit0');
  };
  type('2560');
  type('0507');
  screen.settle();
  screen.press('ok');
  await settle();
  const offsetMs = sample.host.clock.utcOffsetMin() * 60_000;
  const [first] = played;
  expect([first?.[0], new Date((first?.[1] ?? 0) + offsetMs).toISOString().slice(11, 16), (first?.[2] ?? 0) > (first?.[1] ?? 0)]).toEqual([channel.key, '05:07', true]);
});
