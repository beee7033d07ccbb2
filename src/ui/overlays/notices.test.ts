import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { AppCore } from '#model/app';
import { createSampleApp } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { addNotices } from './index';
import type { BannerView } from './index';

let screen: TestStage;
let app: AppCore;
let host: FakeHost;
let banner: BannerView;
beforeEach(async () => {
  ({ app, host } = await createSampleApp());
  screen = createTestStage({ host });
  banner = addNotices(screen.engine.root, app);
  screen.frame();
});
afterEach(() => {
  screen.dispose();
  app.dispose();
});

test('a question takes the focus, begins on the safe answer and Back gives it', async () => {
  const answers: string[] = [];
  const ask = (): void => {
    const buttons = [{ id: 'leave', label: 'Leave' }, { id: 'stay', label: 'Stay' }];
    void app.notices.ask({ title: 'Leave Hearth?', text: '', buttons, safeId: 'stay' }).then((id) => answers.push(id));
  };
  ask();
  screen.frame();
  expect(screen.mirror()).toMatchObject({ overlay: 'dialog', overlayName: 'Leave Hearth?', focus: { id: 'stay', index: 2, count: 2 } });
  screen.press('back');
  await host.clock.advance(1);
  ask();
  screen.frame();
  screen.press('left');
  // A held Left neither leaves the question nor answers it.
  screen.press('left');
  screen.press('ok');
  await host.clock.advance(1);
  screen.frame();
  expect(answers).toEqual(['stay', 'leave']);
  expect(screen.mirror().overlay).toBe('');
});

test('a toast shows, is spoken politely and goes by itself', () => {
  const spoken: string[] = [];
  screen.engine.ui.mirror.announce = (text, urgency) => spoken.push(`${urgency ?? ''} ${text}`);
  app.notices.showToast('Saved');
  screen.frame();
  const toast = app.notices.toast.peek();
  expect([spoken, toast?.text]).toEqual([['polite Saved'], 'Saved']);
  screen.frame(4000);
  screen.settle();
  expect(app.notices.toast.peek()).toBeNull();
});

test('the banner speaks at once; its button is reached, tries again and gives the focus back', () => {
  const spoken: string[] = [];
  screen.engine.ui.mirror.announce = (text, urgency) => spoken.push(`${urgency ?? ''} ${text}`);
  expect(banner.takeFocus()).toBe(false);
  host.network.set(false);
  screen.frame();
  expect(spoken[0]).toMatch(/^assertive No connection/);
  expect(banner.takeFocus()).toBe(true);
  screen.frame();
  expect(screen.mirror().focus).toMatchObject({ id: 'banner-action', name: 'Try again' });
  screen.press('down');
  expect(screen.engine.ui.overlays.hasFocusRoot).toBe(false);
  banner.takeFocus();
  host.network.set(true);
  screen.frame();
  expect([banner.visible, screen.engine.ui.overlays.hasFocusRoot]).toEqual([false, false]);
});

test('the banner keeps to the line of the clock where a page makes no room for it', () => {
  host.network.set(false);
  screen.frame();
  expect(screen.rect(banner)).toMatchObject({ x: 208, y: 112 });
  app.navigation.open({ name: 'movies' });
  screen.frame();
  const { y, h } = screen.rect(banner);
  expect(y + h).toBeLessThan(136);
  app.navigation.open({ name: 'player' });
  screen.frame();
  expect(banner.visible).toBe(false);
});
