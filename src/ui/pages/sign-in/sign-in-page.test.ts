import { afterEach, describe, expect, test } from '@jest/globals';
import { createAppModel } from '#model/app';
import type { AppCore } from '#model/app';
import { createFakeHost, createSampleApp, readStrings, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

let screen: TestStage;
let app: AppCore;
let host: FakeHost;
afterEach(() => {
  screen.dispose();
  app.dispose();
});

async function follow(): Promise<void> {
  // Its code is here before the page asks for it.
  await import('./index');
  screen = createTestStage({ host });
  const { navigation } = app;
  screen.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, app, entry) }, 3);
  screen.frame();
  await settle();
  screen.frame();
}

async function open(): Promise<void> {
  ({ app, host } = await createSampleApp({ stage: 'signed-out' }));
  await follow();
  await host.clock.advance(50);
  screen.frame();
}

const fact = (name: string): string | undefined => screen.mirror().facts.get(name);

describe('with a platform', () => {
  test('begins with the phone: a code on screen, focus on the tabs, a new code below', async () => {
    await open();
    expect(screen.mirror()).toMatchObject({ page: 'sign-in', focus: { role: 'tab', id: 'phone', isSelected: true } });
    expect([fact('form'), fact('code')]).toEqual(['waiting', 'K7PX-4M2R']);
    screen.press('down');
    expect(screen.mirror().focus?.id).toBe('new-code');
    screen.press('up');
    expect(screen.mirror().focus?.id).toBe('phone');
  });

  test('a code that cannot be had says why and offers a way on', async () => {
    await open();
    app.session.stopDeviceSignIn();
    host.http.on('/oauth/device', 'net.unreachable');
    app.session.startDeviceSignIn();
    await host.clock.advance(50);
    screen.frame();
    expect([fact('form'), fact('form-problem')]).toEqual(['failed', 'HRT-1003']);
    screen.press('down');
    expect(screen.mirror().focus?.id).toBe('new-code');
  });

  test('the page stops asking when it goes and asks again when it returns', async () => {
    await open();
    app.navigation.open({ name: 'add-source' });
    screen.frame();
    expect([app.session.device.peek().kind, fact('code')]).toEqual(['idle', '']);
    screen.press('back');
    await host.clock.advance(50);
    screen.frame();
    expect([app.session.device.peek().kind, fact('code')]).toEqual(['waiting', 'K7PX-4M2R']);
  });

  test('wrong passwords keep what was typed; the right one goes on by itself', async () => {
    await open();
    host.http.on('/oauth/token', { status: 400, body: { error: 'invalid_grant' } });
    screen.press('right');
    for (const key of ['down', 'ok', 'digit1', 'left', 'down', 'ok', 'digit2', 'left', 'down', 'ok'] as const) screen.press(key);
    expect(fact('form')).toBe('checking');
    await host.clock.advance(50);
    screen.frame();
    expect([fact('form'), fact('form-problem'), screen.mirror().focus?.id]).toEqual(['failed', 'HRT-1304', 'change-details']);
    screen.press('ok');
    screen.press('left');
    expect(screen.mirror().focus).toMatchObject({ id: 'password', value: '•' });
    screen.press('up');
    expect(screen.mirror().focus).toMatchObject({ id: 'username', value: '1' });
  });

  test('what becomes of the code behind another tab changes and interrupts nothing there', async () => {
    await open();
    app.session.stopDeviceSignIn();
    host.http.on('/oauth/token', { status: 400, body: { error: 'invalid_grant' } });
    screen.press('right');
    for (const key of ['down', 'ok', 'digit1', 'left', 'down', 'ok', 'digit2', 'left', 'down', 'ok'] as const) screen.press(key);
    await host.clock.advance(50);
    screen.frame();
    const spoken: string[] = [];
    screen.engine.ui.mirror.announce = (text) => spoken.push(text);
    host.http.on('/oauth/device', 'net.unreachable');
    app.session.startDeviceSignIn();
    await host.clock.advance(50);
    screen.frame();
    expect([app.session.device.peek().kind, fact('form'), fact('form-problem'), fact('code')]).toEqual(['failed', 'failed', 'HRT-1304', '']);
    expect(spoken).toEqual([]);
    for (const key of ['ok', 'left', 'up', 'up', 'left'] as const) screen.press(key);
    await host.clock.advance(50);
    screen.frame();
    expect(spoken).toEqual([expect.stringContaining('reach')]);
    expect([screen.mirror().focus?.id, fact('form-problem')]).toEqual(['phone', 'HRT-1003']);
  });

  test('the third way leads to an own playlist', async () => {
    await open();
    for (const key of ['right', 'right', 'down', 'ok'] as const) screen.press(key);
    expect(screen.mirror().page).toBe('add-source');
  });
});

test('without a platform only the own playlist is offered', async () => {
  host = createFakeHost({ platformUrl: null });
  app = createAppModel({ host, loadStrings: readStrings });
  await app.prepare();
  await app.boot();
  await follow();
  expect(screen.mirror()).toMatchObject({ page: 'sign-in', focus: { id: 'add-source' } });
  screen.press('up');
  expect(screen.mirror().focus?.id).toBe('add-source');
});
