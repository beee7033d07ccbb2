import { afterEach, describe, expect, test } from '@jest/globals';
import { itemKey } from '#core/base';
import type { Disposer } from '#core/base';
import { platformSourceId } from '#sources/registry';
import { createSampleApp, SAMPLE_PLATFORM_URL } from '#test/harness/fakes';
import type { SampleApp, SampleOptions } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { attachShell } from './attach-shell';

let screen: TestStage;
let sample: SampleApp;
let detach: Disposer;
afterEach(() => {
  detach();
  screen.dispose();
  sample.app.dispose();
});

async function open(options: SampleOptions = {}): Promise<void> {
  sample = await createSampleApp(options);
  screen = createTestStage({ host: sample.host });
  detach = attachShell(screen.engine, sample.app);
  screen.settle();
}

const focusedId = (): string => screen.mirror().focus?.id ?? '';
const route = (): string => sample.app.navigation.current.peek().route.name;
const press = (...keys: ReadonlyArray<Parameters<TestStage['press']>[0]>): void => {
  for (const key of keys) screen.press(key);
  screen.settle();
};

describe('the rail', () => {
  test('opens on the active place, walks without wrapping, and opens what is chosen', async () => {
    await open();
    press('left');
    expect(screen.mirror()).toMatchObject({ overlay: 'rail', overlayName: 'Menu', focus: { id: 'home', role: 'menuitem', isSelected: true, index: 3, count: 9 } });
    screen.hold('down', 12);
    expect(focusedId()).toBe('settings');
    screen.hold('up', 12);
    expect(screen.mirror().focus).toMatchObject({ id: 'profile', name: 'Ingrid', details: 'Switch profile' });
    press('down', 'down', 'down', 'down', 'down', 'ok');
    expect([route(), screen.mirror().overlay, screen.mirror().page]).toEqual(['movies', '', 'movies']);
  });

  test('Right closes it and focus is where it was', async () => {
    await open();
    press('down', 'right');
    const id = focusedId();
    press('left', 'left', 'right');
    expect([focusedId() === id, screen.mirror().overlay]).toEqual([false, '']);
    expect(screen.mirror().group).toBe('Continue watching');
  });

  test('Back in it goes Home, then asks whether to leave', async () => {
    await open();
    press('left', 'down', 'down', 'down', 'ok');
    expect(route()).toBe('movies');
    sample.app.navigation.openRail();
    press('back');
    expect(route()).toBe('home');
    press('back', 'back');
    expect(screen.mirror()).toMatchObject({ overlay: 'dialog', focus: { name: 'Stay' } });
  });

  test('the profile leads to the picker, where there is no rail', async () => {
    await open();
    press('left', 'up', 'up', 'ok');
    await sample.host.clock.advance(10);
    screen.settle();
    expect([route(), screen.mirror().overlay]).toEqual(['profiles', '']);
    press('left', 'left', 'left', 'left', 'left');
    expect(screen.mirror().overlay).toBe('');
  });

  test('stands beside a film as Movies; Back there closes it and then leads back', async () => {
    await open();
    sample.app.navigation.open({ name: 'movie', key: itemKey(platformSourceId(SAMPLE_PLATFORM_URL), 'movie', 'kestrel') });
    screen.settle();
    press('left');
    expect(screen.mirror()).toMatchObject({ overlay: 'rail', focus: { id: 'movies', isSelected: true } });
    press('back');
    expect([route(), screen.mirror().overlay, focusedId()]).toEqual(['movie', '', 'play']);
    press('back');
    expect(route()).toBe('home');
  });

  test('the pointer opens it after a rest at the side, and pointing at the page closes it', async () => {
    await open();
    sample.host.keys.point({ type: 'move', x: 60, y: 500 });
    screen.frame(100);
    expect(screen.mirror().overlay).toBe('');
    screen.frame(100);
    screen.settle();
    expect(screen.mirror().overlay).toBe('rail');
    sample.host.keys.point({ type: 'move', x: 200, y: 385 });
    screen.settle();
    expect(focusedId()).toBe('live');
    sample.host.keys.point({ type: 'move', x: 900, y: 780 });
    screen.settle();
    expect([screen.mirror().overlay, screen.mirror().group]).toEqual(['', 'Continue watching']);
  });
});

describe('the shell', () => {
  test('another language, contrast and text size build the screens again, with focus where it was', async () => {
    await open();
    press('down', 'right');
    const id = focusedId();
    await sample.app.settings.set('language', 'ar');
    await sample.host.clock.advance(10);
    screen.settle();
    expect([screen.engine.ui.theme.direction, focusedId(), screen.mirror().position]).toEqual(['rtl', id, '2 من 5']);
    await sample.app.settings.set('theme', 'high-contrast');
    await sample.app.settings.set('textSize', 'large');
    screen.settle();
    const { isHighContrast, isLargeText } = screen.engine.ui.theme;
    expect([isHighContrast, isLargeText, focusedId()]).toEqual([true, true, id]);
    const { theme } = screen.engine.ui;
    await sample.app.settings.set('isAutoplayOn', false);
    screen.settle();
    expect(screen.engine.ui.theme).toBe(theme);
  });

  test('the banner is reached by Up from the top of a page', async () => {
    await open();
    sample.host.network.set(false);
    await sample.host.clock.advance(5000);
    screen.settle();
    expect(sample.app.notices.banner.peek()?.kind).toBe('offline');
    press('up');
    expect(focusedId()).toBe('banner-action');
    press('down');
    expect(focusedId()).toBe('play');
    press('down');
    const card = screen.engine.ui.focus.current;
    // The strip ends at 192; the row's title stands between.
    expect(card === null ? 0 : screen.rect(card).y).toBeGreaterThan(192 + 40);
  });

  test('a dialog takes the focus, and gives it back', async () => {
    await open();
    press('right');
    void sample.app.notices.ask({ title: 'Really?', text: '', buttons: [{ id: 'no', label: 'No' }, { id: 'yes', label: 'Yes' }], safeId: 'no' });
    screen.settle();
    expect(screen.mirror()).toMatchObject({ overlayName: 'Really?', focus: { id: 'no' } });
    press('ok');
    expect(focusedId()).toBe('trailer');
  });
});
