import { describe, expect, test } from '@jest/globals';
import { AppError, fail, HOUR_MS, itemKey, runSteps } from '#core/base';
import type { SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import type { ColumnarCatalog } from '#core/catalog';
import { createGuideBuilder, wantedChannels } from '#core/guide';
import type { ColumnarGuide } from '#core/guide';
import { chooseGuide, NO_GUIDE_EDITS } from '#core/lineup';
import { FakeClock } from '#test/harness/fakes';
import type { Source } from '#sources/source';
import { guideChoicesSteps, guideReport } from './guide-choices';
import { proposeClock } from './propose-clock';

const [OWN, PANEL] = ['own' as SourceId, 'panel' as SourceId];
const clock = new FakeClock();
const NOW = clock.nowMs();

function catalogOf(id: SourceId, channels: ReadonlyArray<readonly [name: string, guideKey: string]>): ColumnarCatalog {
  const builder = createCatalogBuilder({ sourceId: id });
  channels.forEach(([name, guideKey], index) => builder.addChannel({ nativeId: String(index + 1), name, guideKey }));
  return builder.finish();
}

const own = catalogOf(OWN, [['Nord 1 HD', 'nord1.tv'], ['Arena', 'arena'], ['Pulse FHD', 'x-7'], ['Lost', 'lost.tv']]);
const TITLES = ['Morning', 'Noon', 'Talk', 'Evening'];

function guideFile(): ColumnarGuide {
  const builder = createGuideBuilder({ nowMs: NOW, wanted: wantedChannels(own) });
  for (const [id, name] of [['nord1.tv', 'Nord 1'], ['a.1', 'Arena'], ['p', 'Pulse'], ['n.2', 'Nord 1 Plus'], ['z', 'Zebra']] as const) builder.addChannel({ id, names: [name], icon: '' });
  for (const id of ['nord1.tv', 'a.1', 'z']) TITLES.forEach((title, index) => builder.addProgramme(id, { startMs: NOW + (index - 1) * HOUR_MS, stopMs: NOW + index * HOUR_MS, title }));
  return builder.finish();
}

test('guides that are called like the channel come first, with what they have on; also those nobody wanted so far', () => {
  const choices = runSteps(guideChoicesSteps([guideFile(), guideFile()], 'Nord 1 4K', NOW));
  expect(choices.map(({ name, now }) => [name, now])).toEqual([['Nord 1', 'Noon'], ['Nord 1 Plus', ''], ['Arena', 'Noon'], ['Pulse', ''], ['Zebra', '']]);
});

test('the report tells how channels found their guide, and what was chosen by hand', () => {
  const mark = { key: itemKey(OWN, 'channel', '4'), guideKey: 'lost.tv', name: 'Lost' };
  expect(guideReport([guideFile()], NO_GUIDE_EDITS, OWN)).toEqual({ byId: 1, byName: 1, bySimilarName: 1, byHand: 0, without: 1 });
  expect(guideReport([guideFile()], chooseGuide(NO_GUIDE_EDITS, [mark], 'z'), OWN)).toMatchObject({ byHand: 1 });
  expect(guideReport([guideFile()], chooseGuide(NO_GUIDE_EDITS, [mark], 'z'), PANEL)).toMatchObject({ byHand: 0 });
});

test('a file is compared with the short guide of a panel that knows its channels', async () => {
  const asked: string[] = [];
  const panel = {
    guideMode: 'channel',
    fetchGuide: ({ channels, fromMs, toMs }: Parameters<Source['fetchGuide']>[0]) => {
      asked.push(...channels.map(({ name }) => name));
      const programmes = new Map(channels.map(({ guideKey }) => [guideKey, TITLES.map((title, index) => ({ title, startMs: NOW + index * HOUR_MS }))]));
      return Promise.resolve({ ok: true, value: { fromMs, toMs, programmes } });
    },
  } as unknown as Source;
  const other = catalogOf(PANEL, [['News', 'other'], ['NORD', 'NORD1.tv']]);
  const proposal = proposeClock({
    clock, sourceIds: () => [OWN, PANEL],
    guides: { catalogOf: (id) => (id === OWN ? own : other), guidesOf: (id) => (id === OWN ? [guideFile()] : []), sourceOf: (id) => (id === PANEL ? panel : null), keepGuides: () => Promise.resolve() },
  }, OWN);
  expect(await proposal).toEqual({ offsetMin: 60, fits: 4, total: 4 });
  expect(asked).toEqual(['NORD']);
});

test('a panel that has no file is compared with the file of a source that knows its channels', async () => {
  const panel = {
    guideMode: 'channel',
    fetchGuide: ({ channels, fromMs, toMs }: Parameters<Source['fetchGuide']>[0]) => {
      // An hour early, as panels are that tell local times as if they were of the zone beside.
      const programmes = new Map(channels.map(({ guideKey }) => [guideKey, TITLES.map((title, index) => ({ title, startMs: NOW + (index - 2) * HOUR_MS }))]));
      return Promise.resolve({ ok: true, value: { fromMs, toMs, programmes } });
    },
  } as unknown as Source;
  const [own, other] = [catalogOf(PANEL, [['Nord', 'nord1.tv']]), catalogOf(OWN, [['Nord 1', 'nord1.tv']])];
  const guides = { catalogOf: (id: SourceId) => (id === OWN ? other : own), guidesOf: (id: SourceId) => (id === OWN ? [guideFile()] : []), sourceOf: (id: SourceId) => (id === PANEL ? panel : null), keepGuides: () => Promise.resolve() };
  expect(await proposeClock({ clock, sourceIds: () => [OWN, PANEL], guides }, PANEL)).toEqual({ offsetMin: 60, fits: 4, total: 4 });
  expect(await proposeClock({ clock, sourceIds: () => [PANEL], guides }, PANEL)).toBeNull();
});

describe('the clock of the archive', () => {
  /** Short guides that begin `told` hours from the file's times, and stand in the archive `archived` hours from them. */
  const panelOf = (told: number, archived: number): Source => ({
    guideMode: 'channel',
    fetchGuide: ({ channels, fromMs, toMs }: Parameters<Source['fetchGuide']>[0]) => {
      const moved = (hours: number) => new Map(channels.map(({ guideKey }) => [guideKey, TITLES.map((title, index) => ({ title, startMs: NOW + (index - 1 + hours) * HOUR_MS }))]));
      return Promise.resolve({ ok: true, value: { fromMs, toMs, programmes: moved(told), archived: moved(archived) } });
    },
  }) as unknown as Source;
  const keepGuides = () => Promise.resolve();
  const byPanel = (panel: Source) => proposeClock({
    clock, sourceIds: () => [OWN], guides: { catalogOf: () => own, guidesOf: () => [guideFile()], sourceOf: () => panel, keepGuides },
  }, OWN);
  const byFile = (panel: Source) => proposeClock({
    clock, sourceIds: () => [OWN, PANEL],
    guides: { catalogOf: () => own, guidesOf: (id) => (id === OWN ? [guideFile()] : []), sourceOf: (id) => (id === PANEL ? panel : null), keepGuides },
  }, PANEL);

  test('confirms what a file is moved by, and keeps back what it contradicts', async () => {
    expect(await byPanel(panelOf(1, 1))).toMatchObject({ offsetMin: 60, archive: 'agrees' });
    expect([await byPanel(panelOf(1, 0)), await byPanel(panelOf(1, 2))]).toEqual([null, null]);
  });

  test('sides with the file of another source, or against it', async () => {
    expect(await byFile(panelOf(-1, 0))).toMatchObject({ offsetMin: 60, archive: 'agrees' });
    expect(await byFile(panelOf(-1, -1))).toMatchObject({ offsetMin: 60, archive: 'differs' });
    expect(await byFile(panelOf(-1, 1))).toBeNull();
  });
});

test('where the only one who could tell refuses, the refusal is told', async () => {
  const error = new AppError('http.server');
  const panel = { guideMode: 'channel', fetchGuide: () => Promise.resolve(fail(error)) } as unknown as Source;
  const guides = { catalogOf: () => own, guidesOf: () => [guideFile()], sourceOf: () => panel, keepGuides: () => Promise.resolve() };
  await expect(proposeClock({ clock, sourceIds: () => [OWN], guides }, OWN)).rejects.toBe(error);
});
