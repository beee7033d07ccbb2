import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import type { SourceId } from '#core/base';
import { signal } from '#core/state';
import type { RemoteKey } from '#ports';
import type { RefreshReport } from '#model/catalog';
import { createPage } from '../create-page';
import { accountRows, sourceRows } from './account-rows';
import type { SettingsContext } from './settings-rows';
import { reportText } from './source-report';

let stage: TestStage;
let sample: SampleApp;

beforeEach(async () => {
  sample = await createSampleApp();
  stage = createTestStage({ host: sample.host });
  const { navigation } = sample.app;
  navigation.open({ name: 'settings' });
  stage.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (made, entry) => createPage(made, sample.app, entry) }, 2);
  await arrive();
});

afterEach(() => {
  stage.dispose();
  sample.app.dispose();
});

/** Settings come late. */
const arrive = async (): Promise<void> => {
  stage.settle();
  await settle();
  stage.settle();
};
const press = (...keys: readonly RemoteKey[]): void => {
  for (const key of keys) stage.press(key);
  stage.settle();
};
const id = (): string => stage.mirror().focus?.id ?? '';

describe('moving about', () => {
  test('sections, then their settings, then back, then the rail', () => {
    expect(stage.mirror().focus).toMatchObject({ role: 'tab', id: 'account', isSelected: true, index: 1, count: 8 });
    press('down', 'down', 'right');
    expect(id()).toBe('autoplay');
    press('down');
    expect(id()).toBe('preview');
    press('back');
    expect([id(), sample.app.navigation.isRailOpen.peek()]).toEqual(['playback', false]);
    press('left');
    expect(sample.app.navigation.isRailOpen.peek()).toBe(true);
  });

  test('a setting that cannot be kept is in force, and the viewer is told why', async () => {
    press('down', 'down', 'right');
    sample.host.storage.isFull = true;
    const { settings, notices } = sample.app;
    const isOn = settings.values.peek().isAutoplayOn;
    press('ok');
    await settle();
    expect([settings.values.peek().isAutoplayOn, notices.toast.peek()?.text]).toEqual([!isOn, 'The TV is full']);
  });

  test('built again, for another theme, the focus is where it was', async () => {
    press('down', 'down', 'down', 'down', 'right', 'down');
    expect(id()).toBe('text-size');
    stage.engine.root.pages.rebuild();
    await arrive();
    expect(id()).toBe('text-size');
  });
});

describe('changing', () => {
  test('a switch says and shows what it is now', () => {
    press('down', 'down', 'down', 'down', 'right');
    expect(stage.mirror().focus).toMatchObject({ role: 'switch', id: 'theme', isChecked: false, state: 'off' });
    press('ok');
    expect(sample.app.settings.values.peek().theme).toBe('high-contrast');
    expect(stage.mirror().focus).toMatchObject({ id: 'theme', isChecked: true, state: 'on' });
  });

  test('a language is chosen in a panel that opens on the one that holds', async () => {
    press('down', 'down', 'down', 'down', 'down', 'down', 'right');
    expect(stage.mirror().focus).toMatchObject({ id: 'app-language', value: 'Like the TV' });
    press('ok');
    expect(stage.mirror()).toMatchObject({ overlay: 'app-language', focus: { role: 'radio', id: 'system', isChecked: true } });
    press('down', 'down', 'ok');
    await sample.host.clock.advance(10);
    stage.settle();
    expect(sample.app.translator.locale.peek()).toBe('de');
    expect(stage.mirror()).toMatchObject({ overlay: '', focus: { id: 'app-language', value: 'Deutsch' } });
  });

  test('Back closes a panel and changes nothing', () => {
    press('down', 'down', 'right');
    for (let i = 0; i < 12 && id() !== 'audio-language'; i += 1) press('down');
    press('ok');
    expect(stage.mirror().overlay).toBe('audio-language');
    press('down', 'back');
    expect([stage.mirror().overlay, id(), sample.app.settings.values.peek().audioLanguage]).toEqual(['', 'audio-language', '']);
  });
});

describe('the remote', () => {
  const toKeys = (): void => {
    press('down', 'down', 'down', 'down', 'down', 'right');
  };
  const find = (row: string): void => {
    for (let i = 0; i < 40 && id() !== row; i += 1) press('down');
    expect(id()).toBe(row);
  };

  test('a key is given another meaning, and everything is put back, by arrows and OK', async () => {
    toKeys();
    find('key-yellow');
    expect(stage.mirror().focus).toMatchObject({ name: 'Yellow', value: 'As printed on it' });
    press('ok');
    find('open-guide');
    press('ok');
    expect(stage.mirror().focus).toMatchObject({ id: 'key-yellow', value: 'Open Guide' });
    expect(sample.app.keys.peek()?.plan.peek()).toEqual({ short: { yellow: 'open-guide' }, held: {} });
    for (let i = 0; i < 40 && id() !== 'reset'; i += 1) press('up');
    press('ok');
    expect(sample.app.keys.peek()?.plan.peek()).toEqual({ short: {}, held: {} });
  });

  test('a key is given something for being held', () => {
    toKeys();
    find('key-red');
    press('ok', 'down', 'ok');
    expect(stage.mirror()).toMatchObject({ overlay: 'key-held', overlayName: 'Red, held' });
    find('sleep');
    press('ok');
    expect(stage.mirror().focus).toMatchObject({ id: 'key-red', value: 'As printed on it', details: 'When held: Sleep timer' });
  });

  test('the tester names every key, does none of it, and closes by Back twice', () => {
    toKeys();
    find('tester');
    press('ok', 'yellow');
    expect(stage.mirror()).toMatchObject({ overlay: 'key-tester', focus: { name: 'Yellow', details: 'As printed on it' } });
    press('back', 'left', 'back');
    expect([stage.mirror().overlay, stage.mirror().focus?.name]).toEqual(['key-tester', 'Back']);
    press('back');
    expect([stage.mirror().overlay, id()]).toEqual(['', 'tester']);
    press('down');
    expect(id()).toBe('pad');
  });

  test('keys on screen press what lies beneath, and close where something else came of it', () => {
    toKeys();
    find('pad');
    press('ok');
    expect(stage.mirror()).toMatchObject({ overlay: 'key-pad', focus: { id: 'key-digit1' } });
    press('right', 'right', 'right', 'down');
    expect(id()).toBe('key-green');
    press('ok');
    expect(stage.mirror()).toMatchObject({ overlay: 'key-pad', focus: { id: 'key-green', name: 'Green' } });
    find('key-search');
    press('ok');
    expect([stage.mirror().overlay, sample.app.navigation.current.peek().route.name]).toEqual(['', 'search']);
  });
});

describe('account and sources', () => {
  test('signing out is asked first, and Stay keeps everything', async () => {
    press('right');
    for (let i = 0; i < 4 && id() !== 'sign-out'; i += 1) press('down');
    press('ok');
    expect(sample.app.notices.dialog.peek()).toMatchObject({ title: expect.stringContaining('hearth.example'), safeId: 'stay' });
    sample.app.notices.answer('stay');
    await sample.host.clock.advance(10);
    expect(sample.app.session.sources.peek()).toHaveLength(1);
    press('ok');
    sample.app.notices.answer('sign-out');
    await sample.host.clock.advance(10);
    expect(sample.app.session.sources.peek()).toHaveLength(0);
    expect(sample.app.navigation.current.peek().route.name).toBe('sign-in');
  });

  test('what the home screen shows can be switched off where there is such a row; a set without one has no such setting', async () => {
    press('right');
    const ids = (): readonly string[] => accountRows({ app: sample.app }).map((row) => row.id);
    expect(ids()).not.toContain('hub-row');
    const rows = accountRows({ app: { ...sample.app, offers: { hubRow: true, adId: true } } }).slice(-3);
    expect(rows.map((row) => row.id)).toEqual(['privacy', 'hub-row', 'ad-id']);
    const [, hub] = rows;
    if (hub?.kind === 'item') hub.press();
    await settle();
    expect(sample.app.settings.values.peek()).toMatchObject({ isHubRowOn: false, isAdIdShared: false });
  });

  test('sources stand with host and state; a new one is added on its own page', () => {
    press('down', 'right');
    expect(stage.mirror().focus).toMatchObject({ details: 'hearth.example · Works', count: 4 });
    press('down', 'ok');
    expect(sample.app.navigation.current.peek().route.name).toBe('add-source');
  });

  test('an own source tells what was read of it and what was not, and can be removed from there', async () => {
    const source = 'own' as SourceId;
    const report: RefreshReport = {
      counts: { channels: 2059, movies: 0, series: 0, episodes: 0 }, bytes: 1, elapsedMs: 1, skipped: { 'free-text': 2, odd: 1 }, isCut: false, ranIn: 'worker',
      notes: [{ line: 17, reason: 'free-text' }, { line: 40, reason: 'odd' }],
    };
    const { app } = sample;
    const view = { id: source, kind: 'playlist' as const, name: 'Own list', host: 'list.example', error: null };
    const context: SettingsContext = { control: null, time: null, keys: null, spoilers: null, ui: stage.engine.ui, ask: () => undefined, app: { ...app, session: { ...app.session, sources: signal([view]) }, catalog: { ...app.catalog, guidesOf: () => [], reports: signal(new Map([[source, report]])) } } };
    const row = sourceRows(context)[0];
    expect(row).toMatchObject({ id: 'own', content: { label: 'Own list', text: 'list.example · Works · 2,059 channels · 3 lines skipped', value: 'Details' } });
    expect(reportText(app, { ...report, skipped: {}, notes: [] })).toBe('Every line was understood.');
    if (row?.kind === 'item') row.press();
    expect(app.notices.dialog.peek()).toMatchObject({ title: 'Own list', safeId: 'close', text: '2,059 channels · 3 lines skipped. Free text: 2 · Not readable: 1. Lines 17, 40' });
    app.notices.answer('remove');
    await sample.host.clock.advance(10);
    expect(app.notices.dialog.peek()).toMatchObject({ title: expect.stringContaining('Own list'), safeId: 'keep' });
    app.notices.answer('keep');
  });

  test('the profile leads to the picker', async () => {
    press('right');
    expect(stage.mirror().focus).toMatchObject({ id: 'profile', value: 'Ingrid' });
    press('ok');
    await sample.host.clock.advance(10);
    expect(sample.app.session.phase.peek().kind).toBe('choosing-profile');
  });
});
