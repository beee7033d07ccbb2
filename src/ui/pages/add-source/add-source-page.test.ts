import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ErrorCode } from '#core/base';
import { AppError, ERRORS } from '#core/base';
import type { AppCore } from '#model/app';
import type { RemoteKey } from '#ports';
import type { AnyView } from '#ui/engine';
import { createSampleApp } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

let screen: TestStage;
let app: AppCore;
let host: FakeHost;
const spoken: string[] = [];

beforeEach(async () => {
  spoken.length = 0;
  ({ app, host } = await createSampleApp({ stage: 'signed-out' }));
  screen = createTestStage({ host });
  screen.engine.ui.mirror.announce = (text) => spoken.push(text);
  const { navigation } = app;
  screen.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, app, entry) }, 3);
  // Its code is here before the page asks for it.
  await import('./index');
  navigation.open({ name: 'add-source' });
  screen.frame();
  for (let i = 0; i < 8; i += 1) await new Promise((resolve) => setTimeout(resolve, 0));
  screen.frame();
});
afterEach(() => {
  screen.dispose();
  app.dispose();
});

const press = (...keys: readonly RemoteKey[]): void => {
  for (const key of keys) screen.press(key);
};
const fact = (name: string): string | undefined => screen.mirror().facts.get(name);
const focus = (): string | undefined => screen.mirror().focus?.id;

type Form = { setValue(id: string, value: string): void; readonly values: Readonly<Record<string, string>> };
/** The form in front, within the page that came late. */
const shownForm = (): Form => (screen.engine.root.pages.page?._getFocused() as AnyView)._getFocused() as unknown as Form;

/** Types digits into every field of the Xtream form; focus ends on the button that submits. */
function fillXtream(): void {
  // `http://` is the first key, `:8080` the third.
  press('ok', 'ok', 'digit1', 'digit0', 'right', 'right', 'ok', 'left', 'left', 'left', 'down', 'ok', 'digit1', 'left', 'down', 'ok', 'digit2', 'left', 'down', 'down');
}

describe('fields and keyboard', () => {
  test('OK goes to the keys, the near side goes back, Back deletes and then leaves', () => {
    expect(focus()).toBe('address');
    press('ok', 'digit4', 'back');
    expect(focus()).toBe('key-http://');
    press('back');
    expect(screen.mirror().focus).toMatchObject({ id: 'address', value: 'Not entered yet' });
    press('up');
    expect(focus()).toBe('xtream');
  });

  test('the button below goes on to the next field', () => {
    press('ok', 'digit4');
    press('down', 'down', 'down', 'down', 'down', 'down');
    expect(focus()).toBe('next-field');
    press('ok', 'digit5', 'left');
    expect(screen.mirror().focus).toMatchObject({ id: 'username', value: '5' });
  });

  test('a whole link fills all fields', () => {
    const link = 'http://line.example:8080/get.php?username=ann&password=pw&type=m3u_plus';
    const form = shownForm();
    form.setValue('address', link);
    press('down');
    expect(form.values).toEqual({ address: 'http://line.example:8080', username: 'ann', password: 'pw', name: '' });
  });
});

describe('portals', () => {

  test('the third form; half of the MAC address stands there', () => {
    press('up', 'right', 'right', 'down');
    expect(screen.mirror().focus).toMatchObject({ id: 'address', value: 'Not entered yet' });
    press('down');
    expect(screen.mirror().focus).toMatchObject({ id: 'mac', value: '00:1A:79:' });
    shownForm().setValue('address', 'h.example/c/');
    press('down', 'down', 'down', 'ok');
    // Half an address is not enough to try.
    expect([focus(), fact('form')]).toEqual(['submit', 'idle']);
  });

  test('a portal in the line\'s form goes to its own, with the MAC address of the message', () => {
    shownForm().setValue('address', 'Your portal: http://h.example:8080/c/ MAC: 00:1a:79:3c:5e:70');
    press('down');
    expect(shownForm().values).toEqual({ address: 'http://h.example:8080/c/', mac: '00:1A:79:3C:5E:70', username: '', password: '' });
    press('up', 'up');
    expect(focus()).toBe('portal');
  });

  test('a MAC address that is none is told, and is what is mended', () => {
    press('up', 'right', 'right', 'down');
    shownForm().setValue('address', 'h.example');
    shownForm().setValue('mac', '00:1A:79:3C');
    press('down', 'down', 'down', 'down', 'ok');
    expect([fact('form'), fact('form-problem'), focus()]).toEqual(['failed', 'HRT-1212', 'change-details']);
    press('ok', 'left');
    expect(focus()).toBe('mac');
  });
});

describe('failures', () => {
  /** What `addXtream`, `addPlaylist` and `addPortal` name. */
  const CODES: readonly ErrorCode[] = [
    'source.login-refused', 'source.expired', 'source.disabled', 'source.html-answer', 'source.not-json', 'source.empty', 'source.bad-address',
    'source.not-playlist', 'http.not-found', 'http.server', 'net.offline', 'net.timeout', 'net.unreachable', 'input.invalid', 'storage.broken',
    'source.bad-mac', 'source.not-portal', 'source.mac-refused', 'source.device-conflict',
  ];

  test.each(CODES)('%s has its own words and a way on', (code) => {
    (app.session.sourceForm as unknown as { value: unknown }).value = { kind: 'failed', error: new AppError(code) };
    screen.frame();
    const words = app.notices.describe(new AppError(code));
    expect(spoken).toEqual([`${words.title}. ${words.text}`]);
    expect(fact('form-problem')).toBe(ERRORS[code].label);
    expect(['change-details', 'try-again']).toContain(focus());
  });

  test('what was typed stays, and the address is what is mended', async () => {
    host.http.on('/player_api.php', 'net.unreachable');
    fillXtream();
    expect(screen.mirror().focus).toMatchObject({ id: 'submit' });
    press('ok');
    expect([fact('form'), focus()]).toEqual(['checking', 'stop']);
    await host.clock.advance(60_000);
    screen.frame();
    expect([fact('form'), focus()]).toEqual(['failed', 'try-again']);
    press('left', 'left', 'up', 'up', 'up');
    expect(screen.mirror().focus).toMatchObject({ id: 'address', value: 'http://10:8080' });
  });

  test('a try can be stopped', async () => {
    host.http.on('/player_api.php', 'hang');
    fillXtream();
    press('ok');
    press('ok');
    await host.clock.advance(10);
    screen.frame();
    expect(fact('form')).toBe('idle');
  });
});

test('a good playlist goes on by itself', async () => {
  host.http.on('/list.m3u', { body: '#EXTM3U\n#EXTINF:-1,One\nhttp://line.example/1.ts\n' });
  const added = await app.session.addPlaylist({ address: 'http://line.example/list.m3u', name: 'Living room' });
  await host.clock.advance(50);
  screen.frame();
  expect(added.ok).toBe(true);
  expect(app.navigation.current.peek().route.name).toBe('home');
});
