import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { WireLetter, WirePhoneLetter, WireSetLetter } from '#core/wire';
import { MINUTE_MS } from '#core/base';
import type { AppCore } from '#model/app';
import type { HttpRequest } from '#ports';
import { createPage } from '#ui/pages';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { FakeHost, SampleOptions } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { addNotices } from '../index';

jest.setTimeout(30_000);

let screen: TestStage;
let app: AppCore;
let host: FakeHost;
let letters: WireLetter[];
let told: WireSetLetter[];
let codes: number;
let wake: () => void = () => undefined;

afterEach(() => {
  screen.dispose();
  app.dispose();
});

/** A platform with one session: what the phone says is put into `letters`, what the set tells is kept in `told`. */
function script(): void {
  const shown = (): object => ({ id: 's1', secret: 'secret', code: `BCDF-GHJ${'KLMN'.charAt(codes++ % 4)}`, pin: '4711', shortUrl: 'h.example/phone', qrUrl: 'https://h.example/phone?code=X', lifetimeMs: 10 * MINUTE_MS });
  host.http.on('POST /api/v1/companion', () => ({ body: shown() }));
  host.http.on('DELETE /api/v1/companion', { status: 204 });
  host.http.on('POST /companion/s1/letters', (request: HttpRequest) => {
    const { letters: all } = JSON.parse(typeof request.body === 'string' ? request.body : '{}') as { letters: WireSetLetter[] };
    told.push(...all);
    return { status: 204 };
  });
  host.http.on('GET /companion/s1/letters', (request: HttpRequest) => {
    const after = Number(/after=(\d+)/.exec(request.url)?.[1] ?? 0);
    return { body: { letters: letters.filter(({ number }) => number > after) } };
  });
  const ask = host.http.request.bind(host.http);
  host.http.request = async (request) => {
    const after = /s1\/letters\?after=(\d+)/.exec(request.url)?.[1];
    // As the platform: answered when there is something to tell.
    if (after !== undefined && letters.length <= Number(after)) await new Promise<void>((resolve) => (wake = resolve));
    return ask(request);
  };
}

async function open(options: SampleOptions = {}): Promise<void> {
  ({ app, host } = await createSampleApp(options));
  [letters, told, codes] = [[], [], 0];
  script();
  screen = createTestStage({ host });
  const { navigation } = app;
  screen.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, app, entry) }, 3);
  addNotices(screen.engine.root, app);
  screen.frame();
}

/** Lets late code come, the set ask, and the screen follow. */
async function pass(): Promise<void> {
  for (let i = 0; i < 4; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    await host.clock.advance(150);
    await settle();
  }
  screen.frame();
  screen.frame(500);
  await host.clock.advance(250);
  await settle();
  screen.frame();
}

function hear(body: object, from: 'phone' | 'platform' = 'phone'): void {
  letters.push({ number: letters.length + 1, from, body });
  wake();
}

async function say(...said: readonly WirePhoneLetter[]): Promise<void> {
  for (const letter of said) hear(letter);
  await pass();
}

async function pairUp(): Promise<void> {
  app.phone.isWanted.value = true;
  await pass();
  hear({ kind: 'joined', name: 'iPhone', isTakeover: false }, 'platform');
  await pass();
}

const lastTold = (kind: WireSetLetter['kind']): WireSetLetter | undefined => told.filter((letter) => letter.kind === kind).slice(-1)[0];

describe('pairing', () => {
  beforeEach(() => open());

  test('shows code and PIN, says them, and is gone when the phone comes', async () => {
    app.phone.isWanted.value = true;
    await pass();
    expect(screen.mirror()).toMatchObject({ overlay: 'companion', focus: { id: 'close' } });
    expect(screen.mirror().facts.get('companion-code')).toBe('BCDF-GHJK 4711');
    screen.press('left');
    screen.press('ok');
    await pass();
    expect(screen.mirror().facts.get('companion-code')).toBe('BCDF-GHJL 4711');
    hear({ kind: 'joined', name: 'iPhone', isTakeover: false }, 'platform');
    await pass();
    expect(screen.mirror().overlay).toBe('');
    expect(app.phone.companion.peek()?.phone.peek()).toBe('iPhone');
  });

  test('Back before a phone came ends the session', async () => {
    app.phone.isWanted.value = true;
    await pass();
    screen.press('back');
    await pass();
    expect([screen.mirror().overlay, host.http.requests.filter(({ method }) => method === 'DELETE').length]).toEqual(['', 1]);
  });

  test('once paired it says with whom, and leads to another phone or to none', async () => {
    await pairUp();
    app.phone.isWanted.value = true;
    await pass();
    expect(screen.mirror()).toMatchObject({ overlay: 'companion', overlayName: 'iPhone is connected', focus: { id: 'close', index: 1, count: 3 } });
    screen.press('right');
    screen.press('right');
    screen.press('ok');
    await pass();
    expect([screen.mirror().overlay, app.phone.companion.peek()?.phone.peek()]).toEqual(['', null]);
  });

  test('a takeover is said on the television; nobody has to be asked', async () => {
    await pairUp();
    const showToast = jest.spyOn(app.notices, 'showToast');
    hear({ kind: 'joined', name: 'Android', isTakeover: true }, 'platform');
    await pass();
    expect(showToast).toHaveBeenCalledWith('Android has taken over from the other phone.');
  });
});

describe('the remote', () => {
  test('presses keys of the screen, and none that would leave the app', async () => {
    await open();
    await pairUp();
    const focused = screen.mirror().focus?.id;
    await say({ kind: 'key', key: 'down' });
    expect(screen.mirror().focus?.id).not.toBe(focused);
    const before = screen.mirror().focus?.id;
    await say({ kind: 'key', key: 'exit' }, { kind: 'key', key: 'constructor' });
    expect(screen.mirror().focus?.id).toBe(before);
  });

  test('a phone cannot claim to be the platform', async () => {
    await open();
    await pairUp();
    hear({ kind: 'joined', name: 'Evil', isTakeover: true });
    await pass();
    expect(app.phone.companion.peek()?.phone.peek()).toBe('iPhone');
  });
});

describe('typing', () => {
  beforeEach(async () => {
    await open({ stage: 'signed-out' });
    app.navigation.open({ name: 'add-source' });
    await pass();
    await pairUp();
    await say({ kind: 'hello' });
  });

  test('goes into the field with the focus, letter by letter as the phone has it', async () => {
    expect(lastTold('field')).toEqual({ kind: 'field', field: { id: 'address', label: 'Server address', value: '', isSecret: false } });
    await say({ kind: 'text', field: 'address', value: 'http://10.0.0.9:8080' });
    expect(screen.mirror().focus).toMatchObject({ id: 'address', value: 'http://10.0.0.9:8080' });
    expect(lastTold('field')).toMatchObject({ field: { value: 'http://10.0.0.9:8080' } });
    await say({ kind: 'done', field: 'address' });
    expect(lastTold('field')).toMatchObject({ field: { id: 'username' } });
    // What was meant for a field that is left goes nowhere.
    await say({ kind: 'text', field: 'address', value: 'other' });
    expect(JSON.stringify(screen.mirror())).not.toContain('other');
  });

  test('a password shows dots on the television and never comes back to a phone', async () => {
    await say({ kind: 'done', field: 'address' }, { kind: 'done', field: 'username' });
    expect(lastTold('field')).toMatchObject({ field: { id: 'password', value: '', isSecret: true } });
    await say({ kind: 'text', field: 'password', value: 'hunter2' });
    const { focus } = screen.mirror();
    expect(JSON.stringify([focus, told])).not.toContain('hunter2');
    screen.press('left');
    expect(screen.mirror().focus).toMatchObject({ id: 'password', value: '•••••••' });
    expect(JSON.stringify(host.log)).not.toContain('hunter2');
  });
});

describe('channels', () => {
  test('are hidden, renamed and favoured from the phone, and brought back', async () => {
    await open();
    await pairUp();
    await say({ kind: 'hello' }, { kind: 'groups', id: 11 });
    const groups = lastTold('groups') as Extract<WireSetLetter, { kind: 'groups' }>;
    expect([groups.groups[0]?.id, groups.canUndo]).toEqual(['all', false]);
    await say({ kind: 'channels', id: 12, group: 'all', from: 0 });
    const channels = lastTold('channels') as Extract<WireSetLetter, { kind: 'channels' }>;
    const key = channels.rows[0]?.key ?? '';
    const count = app.catalog.catalog.peek().count('channel');
    await say({ kind: 'edit', id: 13, edit: { op: 'hide', key } }, { kind: 'edit', id: 14, edit: { op: 'favourite', key } });
    expect(app.catalog.catalog.peek().rows('channel', 'all').length).toBe(count - 1);
    await say({ kind: 'channels', id: 15, group: 'all', from: 0 });
    expect((lastTold('channels') as Extract<WireSetLetter, { kind: 'channels' }>).rows[0]).toMatchObject({ key, isHidden: true, isFavourite: !channels.rows[0]?.isFavourite });
    await say({ kind: 'edit', id: 16, edit: { op: 'undo' } });
    expect(app.catalog.catalog.peek().rows('channel', 'all').length).toBe(count);
  });
});

describe('playlists', () => {
  const list = '#EXTM3U\n#EXTINF:-1,One\nhttp://line.example/1.ts\n#EXTINF:-1,Two\nhttp://line.example/2.ts\n#EXTINF:-1,Three\nhttp://line.example/3.ts\n';

  test('a file becomes an own source of this set, kept here, and goes with it', async () => {
    await open();
    await pairUp();
    host.http.on('GET /companion/s1/files/f1', { body: list });
    hear({ kind: 'file', file: 'f1', name: 'My list.m3u', bytes: list.length }, 'platform');
    await pass();
    await pass();
    expect(lastTold('answer')).toEqual({ kind: 'answer', id: 1, isDone: true, text: '' });
    const source = app.session.sources.peek().find(({ kind }) => kind === 'playlist');
    expect(source).toMatchObject({ name: 'My list', host: '' });
    expect(await host.blobs.keys('playlist.')).toHaveLength(2);
    if (source !== undefined) await app.session.removeSource(source.id);
    expect(await host.blobs.keys('playlist.')).toEqual([]);
  });

  test('what is no playlist is said on the phone and leaves nothing', async () => {
    await open();
    await pairUp();
    host.http.on('GET /companion/s1/files/f2', { body: '<html>nothing</html>' });
    hear({ kind: 'file', file: 'f2', name: 'x.m3u', bytes: 20 }, 'platform');
    await pass();
    await pass();
    expect(lastTold('answer')).toMatchObject({ id: 1, isDone: false });
    expect((lastTold('answer') as Extract<WireSetLetter, { kind: 'answer' }>).text).not.toBe('');
    expect(await host.blobs.keys('playlist.')).toEqual([]);
  });
});

describe('more time', () => {
  test('a parent answers on the platform; the television says it at once and goes on', async () => {
    await open();
    let answer: object = { kind: 'open' };
    host.http.on('POST /time-requests', { body: { id: 't1', code: 'BCDF-GHJK', shortUrl: 'h.example/parents', qrUrl: 'https://h.example/parents?code=BCDF-GHJK', lifetimeMs: 900_000 } });
    host.http.on('GET /time-requests/t1', () => ((answer as { kind: string }).kind === 'open' ? 'net.timeout' : { body: answer }));
    host.http.on('DELETE /time-requests', { status: 204 });
    const time = await app.openWatchTime();
    await time.setRules({ bedtime: 0, wakeUp: 1439 });
    expect(time.verdict.peek()).toEqual({ kind: 'over', reason: 'bedtime' });
    app.phone.askTime('bedtime');
    await pass();
    expect(screen.mirror()).toMatchObject({ overlay: 'time-ask' });
    expect(screen.mirror().facts.get('time-ask-code')).toBe('BCDF-GHJK');
    answer = { kind: 'granted', minutes: 20 };
    await host.clock.advance(6000);
    await pass();
    expect(screen.mirror().facts.get('time-ask')).toBe('granted');
    expect(time.verdict.peek()).toMatchObject({ kind: 'open', leftMs: 20 * MINUTE_MS });
  });

  test('a paired phone is asked too, and its PIN is judged like any other', async () => {
    await open();
    host.http.on('POST /time-requests', 'net.unreachable');
    host.http.on('POST /pin/check', { body: { kind: 'wrong', triesLeft: 2 } });
    await pairUp();
    const time = await app.openWatchTime();
    await time.setRules({ bedtime: 0, wakeUp: 1439 });
    app.phone.askTime('bedtime');
    await pass();
    const asked = lastTold('time') as Extract<WireSetLetter, { kind: 'time' }>;
    expect(asked).toMatchObject({ profile: 'Ingrid', reason: 'bedtime' });
    await say({ kind: 'time', id: 2, request: 'other', minutes: 60, pin: '1234' });
    expect(time.verdict.peek().kind).toBe('over');
    await say({ kind: 'time', id: 2, request: asked.request ?? '', minutes: 600, pin: '1234' });
    expect(time.verdict.peek().kind).toBe('over');
    await say({ kind: 'time', id: 2, request: asked.request ?? '', minutes: 0, pin: '1234' });
    expect(screen.mirror().facts.get('time-ask')).toBe('refused');
    expect(time.verdict.peek().kind).toBe('over');
  });
});
