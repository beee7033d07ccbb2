import { beforeEach, expect, test } from '@jest/globals';
import { AppError, HOUR_MS, SECOND_MS } from '#core/base';
import type { ProfileId, SourceId } from '#core/base';
import type { RemoteKeyEvent } from '#ports';
import { createGuideBuilder } from '#core/guide';
import type { ColumnarGuide } from '#core/guide';
import { NO_GUIDE_EDITS, setClock, sourceClockId } from '#core/lineup';
import { signal } from '#core/state';
import type { RefreshState } from '#model/catalog';
import { createTranslator } from '#model/i18n';
import type { ClockFinding, LineupModel } from '#model/lineup';
import type { ProfileView, SourceView } from '#model/session';
import { createStoredCell } from '#sources/storage';
import { FakeClock, FakeLog, FakeStorage, readStrings, settle } from '#test/harness/fakes';
import { createGuideClock } from './create-guide-clock';
import type { GuideClockModel } from './guide-clock-model';

const [LINE, FILES] = ['line' as SourceId, 'files' as SourceId];
const IDLE = 20 * SECOND_MS;
const EARLY: ClockFinding = { offsetMin: 60, fits: 14, total: 15 };

const clock = new FakeClock();
let storage: FakeStorage;
let guides: Map<SourceId, readonly ColumnarGuide[]>;
let asked: SourceId[];
let answer: () => Promise<ClockFinding | null>;
let toasts: string[];
let press: (event: RemoteKeyEvent) => void;
const edits = signal(NO_GUIDE_EDITS);
const guide = signal(0);
const refresh = signal<RefreshState>({ kind: 'ready' });
const route = signal({ route: { name: 'home' } });
const profile = signal<ProfileView | null>(null);
const sources = signal<readonly SourceView[]>([]);
const viewer = (id: string, isKids = false): ProfileView => ({ id: id as ProfileId, name: id, avatar: 'ember', isKids, subtitle: '', hasPin: false, maxAge: -1 });
const source = (id: SourceId, kind: SourceView['kind']): SourceView => ({ id, kind, name: `My ${id}`, host: '', error: null });

function fileOf(title: string): ColumnarGuide {
  const builder = createGuideBuilder({ nowMs: clock.nowMs() });
  builder.addChannel({ id: 'nord', names: ['Nord'], icon: '' });
  builder.addProgramme('nord', { startMs: clock.nowMs(), stopMs: clock.nowMs() + HOUR_MS, title });
  return builder.finish();
}

const lineup = {
  guides: edits,
  proposeClock: (id: SourceId) => {
    asked.push(id);
    return answer();
  },
  setClock: (id: string, offsetMin: number | null) => {
    edits.value = setClock(edits.peek(), id, offsetMin);
  },
} as unknown as LineupModel;

async function start(): Promise<GuideClockModel> {
  const translator = createTranslator({ clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  const toast = signal<{ readonly id: number; readonly text: string } | null>(null);
  const model = createGuideClock({
    clock, translator, log: new FakeLog(), lifecycle: { isForeground: true },
    keys: { onKey: (listener) => { press = listener; return () => undefined; } },
    notices: { toast, dialog: signal(null), showToast: (text) => { toasts.push(text); } },
    navigation: { current: route } as unknown as Parameters<typeof createGuideClock>[0]['navigation'],
    session: { sources, profile },
    catalog: { guide, refresh, guidesOf: (id) => guides.get(id) ?? [] },
    openLineup: () => Promise.resolve(lineup),
    cellOf: (id) => createStoredCell(storage, new FakeLog(), `guide-clock.${id}`),
  });
  await settle();
  return model;
}

async function idle(): Promise<void> {
  await clock.advance(IDLE);
  await settle();
}

function arrive(title: string): void {
  guides.set(LINE, [fileOf(title)]);
  guide.value += 1;
}

beforeEach(() => {
  storage = new FakeStorage();
  guides = new Map([[LINE, [fileOf('News')]]]);
  asked = [];
  toasts = [];
  answer = () => Promise.resolve(EARLY);
  edits.value = NO_GUIDE_EDITS;
  refresh.value = { kind: 'ready' };
  route.value = { route: { name: 'home' } };
  profile.value = viewer('ingrid');
  sources.value = [source(LINE, 'xtream')];
});

test('a guide that runs early is found by itself at rest, told once, and moved only when the viewer says so', async () => {
  const model = await start();
  expect([asked, model.proposals.peek()]).toEqual([[], []]);
  await idle();
  expect(model.proposals.peek()).toEqual([{ sourceId: LINE, offsetMin: 60, fits: 14, total: 15, isArchiveSure: false, state: 'open' }]);
  expect([asked, edits.peek().clocks, toasts]).toEqual([[LINE], [], [expect.stringContaining('The guide of My line may')]]);
  for (let i = 0; i < 5; i += 1) await idle();
  guide.value += 1;
  await idle();
  expect([asked.length, toasts.length]).toEqual([1, 1]);
  model.use(LINE);
  expect([edits.peek().clocks, model.proposals.peek()]).toEqual([[{ id: sourceClockId(LINE), offsetMin: 60 }], [expect.objectContaining({ state: 'used' })]]);
  model.takeBack(LINE);
  expect([edits.peek().clocks, model.proposals.peek()]).toEqual([[], []]);
  model.dispose();
});

test('keys and loading come first', async () => {
  const model = await start();
  for (let i = 0; i < 4; i += 1) {
    await clock.advance(IDLE / 2);
    press({ key: 'down', phase: 'down', isHeld: false, heldMs: 0 });
  }
  expect(asked).toEqual([]);
  refresh.value = { kind: 'loading', progress: { channels: 0, movies: 0, series: 0, fraction: -1, sourceName: '' } } as unknown as RefreshState;
  await idle();
  await idle();
  expect(asked).toEqual([]);
  refresh.value = { kind: 'ready' };
  await idle();
  expect(asked).toEqual([LINE]);
  model.dispose();
});

test('each revision is looked at once, over starts; what was left stays left until another offset is found', async () => {
  const first = await start();
  await idle();
  first.leave(LINE);
  expect(first.proposals.peek()).toEqual([]);
  first.dispose();
  const second = await start();
  await idle();
  expect([asked, second.proposals.peek()]).toEqual([[LINE], []]);
  arrive('Weather');
  await idle();
  expect([asked.length, second.proposals.peek()]).toEqual([2, []]);
  answer = () => Promise.resolve({ ...EARLY, offsetMin: 120, archive: 'agrees' });
  arrive('Sport');
  await idle();
  expect(second.proposals.peek()).toMatchObject([{ offsetMin: 120, isArchiveSure: true }]);
  second.dispose();
  // What was found is there again without anybody being asked.
  const third = await start();
  await idle();
  expect([asked.length, third.proposals.peek().length, toasts.length]).toEqual([3, 1, 2]);
  third.dispose();
});

test('what the archive contradicts and what is right already is not proposed; a provider that refuses is asked again at the next start', async () => {
  answer = () => Promise.resolve({ ...EARLY, archive: 'differs' });
  const model = await start();
  await idle();
  answer = () => Promise.resolve({ ...EARLY, offsetMin: 0 });
  arrive('Weather');
  await idle();
  expect([asked.length, model.proposals.peek(), toasts]).toEqual([2, [], []]);
  answer = () => Promise.reject(new AppError('http.server'));
  arrive('Sport');
  for (let i = 0; i < 4; i += 1) await idle();
  expect(asked.length).toBe(3);
  model.dispose();
  const next = await start();
  await idle();
  expect(asked.length).toBe(4);
  next.dispose();
});

test('nothing is said over a picture, nothing to children, and an operator’s guide is left alone', async () => {
  route.value = { route: { name: 'player' } };
  const model = await start();
  await idle();
  expect([model.proposals.peek().length, toasts]).toEqual([1, []]);
  route.value = { route: { name: 'live' } };
  await idle();
  expect(toasts.length).toBe(1);
  profile.value = viewer('milo', true);
  await settle();
  await idle();
  expect([asked.length, model.proposals.peek()]).toEqual([1, []]);
  profile.value = viewer('idris');
  sources.value = [source(LINE, 'platform'), source(FILES, 'playlist')];
  await settle();
  await idle();
  expect(asked.length).toBe(1);
  model.dispose();
});
