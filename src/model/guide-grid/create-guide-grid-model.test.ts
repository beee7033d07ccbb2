import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR_MS, itemKey, MINUTE_MS } from '#core/base';
import type { CatalogReader } from '#core/catalog';
import { computed, signal } from '#core/state';
import type { Signal } from '#core/state';
import type { ChannelList, ChannelView } from '#model/live';
import type { Action } from '#model/cards';
import type { Reminder } from '#model/reminders';
import { createSampleApp, createFakeGuide, fakeChannel, FakeCatalogModel, FakeClock, fakeProgramme, FAKE_SOURCE } from '#test/harness/fakes';
import { createGuideGridModel } from './create-guide-grid-model';
import type { GuideGridModel } from './guide-grid-model';

/** Tuesday 24 November 2026, 00:00 local (UTC+1). */
const MIDNIGHT = Date.UTC(2026, 10, 23, 23);
const at = (hours: number, minutes = 0): number => MIDNIGHT + hours * HOUR_MS + minutes * MINUTE_MS;
const CHANNELS = 20_000;
const WEEK = { mode: 'platform', days: 7, template: null, correctionMs: 0 } as const;
const keyOf = (index: number) => itemKey(FAKE_SOURCE, 'channel', String(index));

let grid: GuideGridModel;
let catalog: FakeCatalogModel;
let clock: FakeClock;
let actions: Action[];
let toasts: string[];
let reminders: Signal<readonly Reminder[]>;
/** Channels read from the catalogue, and views made. */
let reads: number;

function view(index: number): ChannelView {
  reads += 1;
  return {
    key: keyOf(index), number: String(index + 1), name: `Channel ${String(index + 1)}`, logo: '', nowTitle: '', nowRange: '', nextLine: '', progress: -1,
    isFavourite: false, hasArchive: false, isRadio: false, isPlaying: false, spoken: '',
  };
}

/** 20,000 channels that exist only when they are asked for. */
function largeCatalog(small: CatalogReader): CatalogReader {
  return {
    ...small,
    count: () => CHANNELS,
    channel(row) {
      reads += 1;
      return row < 0 || row >= CHANNELS ? null : { ...fakeChannel(String(row), { name: `Channel ${String(row + 1)}`, number: row + 1, catchup: row % 2 === 0 ? WEEK : null, guideKey: row === 3 ? '' : String(row) }), row };
    },
    rowOf: (_kind, key) => Number(key.split(':').pop()),
  };
}

/** What lies on channels 0 to 9: half hours and long ones by turns, a hole on channel 2. */
function evening(): ReturnType<typeof createFakeGuide> {
  const programmes = [];
  for (let index = 0; index < 10; index += 1) {
    const lengthMs = index % 2 === 0 ? 30 * MINUTE_MS : 100 * MINUTE_MS;
    for (let startMs = at(-30); startMs < at(60); startMs += lengthMs) {
      if (index === 3 || (index === 2 && startMs >= at(20) && startMs < at(22))) continue;
      programmes.push(fakeProgramme(String(index), startMs, startMs + lengthMs, { title: `P${String(index)}` }));
    }
  }
  return createFakeGuide(programmes);
}

let close: () => void;
afterEach(() => {
  close();
});

beforeEach(async () => {
  const { app } = await createSampleApp();
  close = () => {
    app.dispose();
  };
  clock = new FakeClock();
  catalog = new FakeCatalogModel();
  catalog.catalog.value = largeCatalog(catalog.catalog.peek());
  catalog.guide.value = evening();
  actions = [];
  toasts = [];
  reads = 0;
  reminders = signal<readonly Reminder[]>([]);
  const list: ChannelList = { length: CHANNELS, at: (index) => (index < 0 || index >= CHANNELS ? null : view(index)), indexOf: (key) => Number(key.split(':').pop()) };
  const minuteMs = signal(clock.nowMs());
  grid = createGuideGridModel({
    clock,
    catalog,
    live: { channels: computed(() => ({ ...list, minute: minuteMs.value })), category: signal('all'), chooseCategory: () => undefined },
    translator: app.translator,
    time: { minuteMs, nowMs: () => clock.nowMs(), dispose: () => undefined },
    recordings: null,
    reminders: {
      list: reminders,
      has: (key, startMs) => reminders.value.some((each) => each.channelKey === key && each.startMs === startMs),
      toggle(reminder) {
        reminders.value = [reminder];
        return true;
      },
    },
    visibleRows: 6,
    minutesInView: 183,
    perform: (action) => actions.push(action),
    spoilers: () => null,
    showFailure: () => undefined,
    showToast: (text) => toasts.push(text),
  });
});

const cell = () => {
  const focused = grid.focused();
  if (focused === null) throw new Error('expected a cell');
  return focused.cell;
};
/** The cursor stands in the window, on a row in view, and its cell is one of the row's. */
const isInView = (): boolean => {
  const { index, first, count, atMs, fromMs, toMs } = grid.place.value;
  const { fromMs: from, toMs: to } = cell();
  return index >= first && index < first + 6 && index < count && atMs >= fromMs && atMs < toMs && from >= fromMs && to <= toMs && to > from;
};

describe('time', () => {
  test('begins on now, an hour of the past before it', () => {
    expect([grid.place.value.fromMs, grid.isAtNow(), cell().phase]).toEqual([at(19, 30), true, 'now']);
    expect(cell()).toMatchObject({ startMs: at(20, 30), stopMs: at(21), title: 'P0', hasArchive: true });
  });

  test('rows have no gaps: what is not known is a cell too', () => {
    grid.moveRows(2, false);
    expect(grid.rowAt(2)?.cells.map(({ hasProgramme, fromMs, toMs }) => [hasProgramme, (toMs - fromMs) / MINUTE_MS])).toEqual([[true, 30], [false, 120], [true, 30], [true, 3]]);
    expect([cell().hasProgramme, cell().title]).toEqual([false, 'No information']);
    expect(grid.rowAt(3)?.cells.map(({ title }) => title)).toEqual(['Channel 4']);
  });

  test('steps from cell to cell, the window follows by two hours, and up and down keep the moment', () => {
    for (let i = 0; i < 3; i += 1) grid.moveTime(1);
    expect([cell().startMs, grid.place.value.fromMs]).toEqual([at(22), at(19, 30)]);
    grid.moveTime(1);
    expect([cell().startMs, grid.place.value.fromMs]).toEqual([at(22, 30), at(21, 30)]);
    grid.moveRows(1, false);
    expect(cell().startMs <= at(22, 30) && cell().stopMs > at(22, 30)).toBe(true);
    grid.jumpToNow();
    expect([grid.isAtNow(), grid.place.value.fromMs]).toEqual([true, at(19, 30)]);
  });

  test('reaches seven days back and fourteen ahead, and the cursor never leaves the screen', () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * below);
    };
    for (let i = 0; i < 2000; i += 1) {
      const way = random(2) === 0 ? 1 : -1;
      const move = random(10);
      if (move < 4) grid.moveTime(way);
      else if (move < 7) grid.moveRows(way * (1 + random(8)), false);
      else if (move === 7) grid.jumpDays(way);
      else if (move === 8) grid.pageTime(way);
      else grid.pointAt(grid.place.value.first + random(6), grid.place.value.fromMs + random(183) * MINUTE_MS);
      expect(isInView()).toBe(true);
    }
    for (let i = 0; i < 30; i += 1) grid.jumpDays(-1);
    expect([grid.place.value.fromMs, grid.days().current]).toEqual([at(-7 * 24), -7]);
    for (let i = 0; i < 40; i += 1) grid.jumpDays(1);
    expect([grid.place.value.toMs, grid.days().current]).toEqual([at(15 * 24), 14]);
    while (grid.moveTime(1)) expect(isInView()).toBe(true);
    expect(grid.moveTime(1)).toBe(false);
  });

  test('days are local: over a change of the clock the time of day stays', () => {
    clock.utcOffsetMin = (atMs?: number) => ((atMs ?? 0) < at(30) ? 120 : 60);
    grid.jumpDays(1);
    expect(grid.place.value.fromMs).toBe(at(19, 30) + 25 * HOUR_MS);
  });
});

describe('20,000 channels', () => {
  test('a step reads what came into view, wherever it is in the list', () => {
    grid.rowAt(0);
    for (const index of [10, 10_000, 19_000]) {
      grid.toChannel(keyOf(index));
      for (let row = grid.place.value.first; row < grid.place.value.first + 6; row += 1) grid.rowAt(row);
      reads = 0;
      grid.moveRows(1, false);
      for (let row = grid.place.value.first; row < grid.place.value.first + 6; row += 1) grid.rowAt(row);
      grid.moveTime(1);
      grid.moveTime(-1);
      expect(reads).toBeLessThan(30);
    }
    grid.moveRows(CHANNELS, false);
    expect([grid.place.value.index, isInView()]).toEqual([CHANNELS - 1, true]);
  });

  test('programmes are asked for around what is in view', () => {
    grid.toChannel(keyOf(5000));
    grid.wantInView();
    expect(catalog.wanted.map((keys) => keys.length)).toEqual([18]);
    expect(catalog.wanted[0]).toContain(keyOf(5000));
  });
});

describe('OK', () => {
  test('plays what runs, and what is past from the archive', () => {
    grid.press();
    grid.moveTime(-1);
    grid.press();
    expect(actions).toEqual([
      { kind: 'watch-channel', key: keyOf(0) },
      { kind: 'watch-archive', key: keyOf(0), startMs: at(20), stopMs: at(20, 30) },
    ]);
    expect(grid.details()).toMatchObject({ isLive: false, archive: 'From the recording', facts: ['20:00 – 20:30'] });
  });

  test('says so where nothing was recorded', () => {
    grid.moveRows(1, false);
    grid.moveTime(-1);
    grid.press();
    expect([actions, toasts]).toEqual([[], ['This programme was not recorded.']]);
  });

  test('sets a reminder of what comes, which the cell shows and says', () => {
    grid.moveTime(1);
    expect(grid.actions()).toEqual(['remind', 'watch']);
    grid.press();
    expect(reminders.value).toEqual([{ channelKey: keyOf(0), channelName: 'Channel 1', title: 'P0', startMs: at(21), stopMs: at(21, 30) }]);
    expect([cell().hasReminder, grid.actions()[0]]).toEqual([true, 'forget']);
    expect(grid.spoken(cell())).toBe('P0, 21:00 to 21:30, later, reminder set');
    expect(toasts).toEqual(['You will be reminded of P0 at 21:00.']);
  });

  test('plays a channel without a guide from anywhere, and nothing from a hole in a guide to come', () => {
    grid.moveRows(3, false);
    grid.moveTime(1);
    grid.press();
    expect(actions).toEqual([{ kind: 'watch-channel', key: keyOf(3) }]);
    grid.toChannel(keyOf(2));
    grid.jumpDays(5);
    grid.press();
    expect([actions.length, toasts]).toEqual([1, ['No information']]);
  });
});
