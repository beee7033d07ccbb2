import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { AppCore } from '#model/app';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { RemoteKey } from '#ports';
import type { FakeHost } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { addNotices } from '#ui/overlays';
import { createPage } from '../create-page';

let screen: TestStage;
let app: AppCore;
let host: FakeHost;
beforeEach(async () => {
  ({ app, host } = await createSampleApp({ stage: 'profiles' }));
  screen = createTestStage({ host });
  const { navigation } = app;
  screen.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, app, entry) }, 3);
  addNotices(screen.engine.root, app);
  screen.frame();
});
afterEach(() => {
  screen.dispose();
  app.dispose();
});

test('walks between people, tells age and lock, stops at the ends', () => {
  expect(screen.mirror()).toMatchObject({ page: 'profiles', focus: { role: 'button', id: 'ingrid', name: 'Ingrid', index: 1, count: 5 } });
  screen.press('right');
  expect(screen.mirror().focus).toMatchObject({ id: 'mateo', state: 'locked' });
  screen.hold('right', 6);
  expect(screen.mirror().focus).toMatchObject({ id: 'add-profile', name: 'Add profile' });
  screen.press('left');
  expect(screen.mirror().focus).toMatchObject({ id: 'kids', details: 'Up to age 7' });
  screen.press('down');
  expect(screen.mirror().focus?.id).toBe('manage');
  screen.press('right');
  expect(screen.mirror().focus?.id).toBe('sign-out');
  screen.press('up');
  expect(screen.mirror().focus?.id).toBe('kids');
});

/** Code that comes late, answers of the platform, and the frame that shows them. */
const arrive = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) {
    await host.clock.advance(10);
    await settle();
    screen.settle();
  }
};

/** The platform's pad: 2580 is right. */
function scriptPin(): void {
  let triesLeft = 5;
  host.http.on('POST /pin/check', (request) => {
    const { pin } = JSON.parse(String(request.body)) as { pin?: string };
    triesLeft -= 1;
    if (pin === '2580') return { body: { kind: 'right', grant: 'g' } };
    return { body: triesLeft > 0 ? { kind: 'wrong', triesLeft } : { kind: 'locked', waitMs: 300_000 } };
  });
}

const press = (...keys: readonly RemoteKey[]): void => {
  for (const key of keys) screen.press(key);
};

test('a profile with a PIN opens with it: typed by digits, or by arrows and OK, and never told', async () => {
  scriptPin();
  press('right', 'ok');
  await arrive();
  expect(screen.mirror()).toMatchObject({ overlay: 'pin', overlayName: 'Enter your PIN. Mateo opens with a PIN.', focus: { id: 'pin-5', name: 'Row 2, key 2' } });
  press('digit1', 'digit2', 'digit3', 'digit4');
  await arrive();
  expect(screen.mirror().facts.get('pin-status')).toBe('4 tries left');
  expect(app.session.profile.peek()).toBeNull();
  // 2, 5, 8, 0 lie below each other.
  press('up', 'ok', 'down', 'ok', 'down', 'ok', 'down', 'ok');
  await arrive();
  expect(app.session.profile.peek()?.id).toBe('mateo');
  expect(app.navigation.current.peek().route.name).toBe('home');
  expect(host.log.lines.join()).not.toContain('2580');
});

test('after five wrong PINs the pad waits and counts down; Back gives up', async () => {
  scriptPin();
  press('right', 'ok');
  await arrive();
  for (let i = 0; i < 5; i += 1) {
    press('digit0', 'digit0', 'digit0', 'digit0');
    await arrive();
  }
  expect(screen.mirror().facts.get('pin-status')).toMatch(/^Try again in [45]:/);
  press('digit2', 'digit5', 'digit8', 'digit0');
  await arrive();
  expect(host.http.count('/pin/check')).toBe(5);
  press('back');
  await arrive();
  expect([screen.mirror().overlay, app.session.profile.peek()]).toEqual(['', null]);
});

test('a forgotten PIN is replaced by who knows the password', async () => {
  let put = '';
  host.http.on('POST /pin/check', (request) => ({ body: String(request.body).indexOf('"password":"qq"') === -1 ? { kind: 'wrong', triesLeft: 4 } : { kind: 'right', grant: 'g1' } }));
  host.http.on('PUT /pin', (request) => {
    put = `${String(request.body)} ${String(request.headers?.['x-hearth-grant'])}`;
    return { status: 204 };
  });
  press('right', 'ok');
  await arrive();
  press('down', 'right', 'right');
  expect(screen.mirror().focus?.id).toBe('pin-forgot');
  press('ok');
  await arrive();
  press('down', 'ok', 'ok', 'down', 'down', 'down', 'down', 'ok');
  await arrive();
  expect(screen.mirror().overlayName).toBe('Choose a PIN. Four digits that open this profile.');
  press('digit1', 'digit1', 'digit1', 'digit1', 'digit1', 'digit1', 'digit1', 'digit2');
  expect(screen.mirror().facts.get('pin-status')).toBe('The two were different. Begin again.');
  press('digit7', 'digit7', 'digit7', 'digit7', 'digit7', 'digit7', 'digit7', 'digit7');
  await arrive();
  expect(put).toBe('{"profileId":"mateo","pin":"7777"} g1');
  expect(app.session.profile.peek()?.id).toBe('mateo');
});

test('a profile is added with a name, as a child if so wished', async () => {
  let added = '';
  host.http.on('POST /profiles', (request) => {
    added = String(request.body);
    return { status: 201, body: {} };
  });
  screen.hold('right', 6);
  press('ok');
  await arrive();
  expect(screen.mirror()).toMatchObject({ overlay: 'profile-name', focus: { id: 'key-1' } });
  press('down', 'ok', 'ok', 'down', 'down', 'down', 'down', 'ok');
  await arrive();
  expect(screen.mirror()).toMatchObject({ overlay: 'profile-editor', focus: { id: 'profile-name', value: 'Qq' } });
  press('down', 'down', 'ok', 'down', 'down');
  await arrive();
  press('ok');
  await arrive();
  expect(JSON.parse(added)).toEqual({ name: 'Qq', avatar: 'ember', isKids: true, maxAge: 7 });
  expect(screen.mirror().overlay).toBe('');
});

test('managing: OK changes a profile, Done chooses again', async () => {
  let change = '';
  host.http.on('PUT /profiles/noor', (request) => {
    change = String(request.body);
    return { status: 204 };
  });
  press('right', 'right', 'down', 'ok');
  expect(screen.mirror().focus).toMatchObject({ id: 'noor' });
  press('ok');
  await arrive();
  expect(screen.mirror()).toMatchObject({ overlay: 'profile-editor', focus: { id: 'profile-name', value: 'Noor' } });
  press('down', 'down', 'ok');
  await arrive();
  expect(JSON.parse(change)).toEqual({ name: 'Noor', avatar: 'plum', isKids: true, maxAge: 7 });
  press('back');
  await arrive();
  expect(screen.mirror()).toMatchObject({ overlay: '', focus: { id: 'noor' } });
  press('down', 'ok', 'up', 'ok');
  await arrive();
  expect(app.session.profile.peek()?.id).toBe('noor');
});

test('managing: a profile with a PIN is changed behind it', async () => {
  scriptPin();
  press('right', 'down', 'ok');
  press('ok');
  await arrive();
  expect(screen.mirror().overlay).toBe('pin');
  press('digit2', 'digit5', 'digit8', 'digit0');
  await arrive();
  expect(screen.mirror()).toMatchObject({ overlay: 'profile-editor', focus: { value: 'Mateo' } });
});

test('OK twice while the editor comes opens one', async () => {
  press('right', 'right', 'down', 'ok');
  press('ok', 'ok');
  await arrive();
  expect(screen.mirror()).toMatchObject({ overlay: 'profile-editor' });
  press('back');
  await arrive();
  expect(screen.mirror()).toMatchObject({ overlay: '', focus: { id: 'noor' } });
  press('ok');
  await arrive();
  expect(screen.mirror()).toMatchObject({ overlay: 'profile-editor' });
});

test.each([
  ['the page was left', () => { void app.session.signOut(); }],
  ['another device removed the profile', () => {
    const left = app.session.profiles.peek().slice(0, 2);
    jest.spyOn(app.session.profiles, 'peek').mockReturnValue(left);
  }],
])('%s while the editor came: nothing opens, nothing fails', async (_what, meanwhile) => {
  press('right', 'right', 'down', 'ok');
  press('ok');
  meanwhile();
  await arrive();
  expect(screen.mirror().overlay).toBe('');
  expect(host.log.lines.filter((line) => line.indexOf('error') === 0)).toEqual([]);
});

test('comes back with focus on the last profile', async () => {
  screen.hold('right', 6);
  screen.press('left');
  screen.press('ok');
  await host.clock.advance(10);
  screen.frame();
  app.session.switchProfile();
  await host.clock.advance(10);
  screen.settle();
  expect(screen.mirror()).toMatchObject({ page: 'profiles', focus: { id: 'kids' } });
});
