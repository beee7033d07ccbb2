import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { NEVER_CANCELLED, ok } from '#core/base';
import type { SourceId } from '#core/base';
import { createCompanionModel } from '#model/companion';
import type { CompanionModel } from '#model/companion';
import { LunaBridge, WebosService } from '#platforms/webos';
import type { NativeBridge } from '#platforms/webos';
import { HttpClient } from '#sources/http';
import { CompanionClient, NearCompanion } from '#sources/platform';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { LoopbackHttp } from '../upstream';

/** What is used of the stand-in for the set's library. */
interface Bus {
  deliver(name: string, payload: object): { onAnswer(index: number, callback: (answer: object) => void): void; cancel(): void };
  activityCount(): number;
}

const SERVICE_ID = 'com.hearthtv.app.service';
const load = createRequire(join(process.cwd(), 'package.json'));

let scratch: string;
let bus: Bus;
let close: () => void;
let host: FakeHost;
let service: WebosService;
let companion: CompanionModel;
let dispose: () => void;
let done: string[];

/** The set's bus with the app's real service on it. */
function bridge(): NativeBridge {
  let call: ReturnType<Bus['deliver']> | null = null;
  const native: NativeBridge = {
    onservicecallback: null,
    call: (uri, parameters) => {
      call = bus.deliver(uri.replace(/.*\//, ''), JSON.parse(parameters) as object);
      const take = (index: number): void => call?.onAnswer(index, (answer) => {
        native.onservicecallback?.(JSON.stringify(answer));
        take(index + 1);
      });
      take(0);
    },
    cancel: () => call?.cancel(),
  };
  return native;
}

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'phone-door-'));
  writeFileSync(join(scratch, 'phone.js'), '');
  const FakeService = load('./webos/service/testing/fake-webos-service.js') as new (id: string, manager: null, options: object) => Bus;
  const { createHearthService } = load('./webos/service/hearth-service.js') as { createHearthService(bus: Bus, options: object): () => void };
  bus = new FakeService(SERVICE_ID, null, { noBuiltinMethods: true });
  close = createHearthService(bus, { serviceId: SERVICE_ID, version: '0.0.0', lanAddress: '127.0.0.1', phoneScript: join(scratch, 'phone.js') });
  const sample = await createSampleApp();
  ({ host } = sample);
  done = [];
  const http = new LoopbackHttp();
  service = new WebosService({ luna: new LunaBridge(bridge, host.clock, host.log), clock: host.clock, http, appId: 'com.hearthtv.app' });
  companion = createCompanionModel({
    ...host, ...sample.app,
    client: new NearCompanion(new HttpClient(http), service, null),
    deviceName: 'Kitchen',
    session: {
      profile: sample.app.session.profile, splitLink: (address) => ({ kind: 'playlist', address }), addXtream: () => Promise.reject(new Error('not asked')),
      addPlaylist: ({ address }) => {
        done.push(`playlist ${address}`);
        return Promise.resolve(ok('own' as SourceId));
      },
    },
    openLineup: () => sample.app.openLineup(),
    judgePin: () => Promise.reject(new Error('not asked')),
  });
  companion.listen({ press: (key) => done.push(`key ${key}`), write: (field, text) => done.push(`${field}: ${text}`), done: (field) => done.push(`${field} done`) });
  dispose = () => {
    companion.dispose();
    sample.app.dispose();
  };
});

afterEach(() => {
  dispose();
  close();
  rmSync(scratch, { recursive: true, force: true });
});

/** Waits for something the sockets bring. */
async function until<T>(look: () => T | null | false): Promise<T> {
  for (let turn = 0; turn < 2000; turn += 1) {
    const seen = look();
    if (seen !== null && seen !== false) return seen;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await host.clock.advance(50);
    await settle();
  }
  throw new Error(`it did not come; the companion is ${JSON.stringify(companion.state.peek())}, done: ${done.join(', ')}`);
}

const shown = (): { readonly code: string; readonly pin: string; readonly page: string } | null => {
  const state = companion.state.peek();
  return state.kind === 'waiting' ? { code: state.code, pin: state.pin, page: state.qrUrl.replace(/\?.*/, '') } : null;
};

/** A phone's browser: pairs, then says and hears letters. */
async function openPhone(): Promise<{ say(...letters: object[]): Promise<number>; hear(after: number): Promise<readonly unknown[]> }> {
  const { code, pin, page } = await until(shown);
  const origin = new URL(page).origin;
  const joined = await fetch(page, { method: 'POST', headers: { origin }, body: new URLSearchParams({ code, pin }), redirect: 'manual' });
  const headers = { origin, 'x-hearth-phone': '1', cookie: (joined.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  return {
    say: async (...letters) => (await fetch(`${page}/letters`, { method: 'POST', headers, body: JSON.stringify({ letters }) })).status,
    hear: async (after) => ((await (await fetch(`${page}/letters?after=${String(after)}&wait=5000`, { headers })).json()) as { letters: Array<{ body: unknown }> }).letters.map(({ body }) => body),
  };
}

test('a phone in the home network pairs with the set without a platform, types, presses keys and sends a playlist', async () => {
  companion.show();
  const phone = await openPhone();
  await until(() => companion.phone.peek() !== null);
  companion.showField({ id: 'address', label: 'Address', value: '', isSecret: false });
  await phone.say({ kind: 'hello' }, { kind: 'key', key: 'down' }, { kind: 'key', key: 'home' }, { kind: 'text', field: 'address', value: 'http://x' }, { kind: 'done', field: 'address' }, { kind: 'playlist', id: 1, address: 'http://lists.example/a.m3u', name: 'A' });
  await until(() => done.length === 4);
  // Keys that leave the app are not for phones.
  expect(done).toEqual(['key down', 'address: http://x', 'address done', 'playlist http://lists.example/a.m3u']);
  const heard: unknown[] = [];
  while (!heard.some((letter) => Reflect.get(Object(letter), 'kind') === 'answer')) heard.push(...(await phone.hear(heard.length)));
  expect(heard).toEqual(expect.arrayContaining([
    { kind: 'field', field: { id: 'address', label: 'Address', value: '', isSecret: false } },
    { kind: 'state', hasLineup: true },
    { kind: 'answer', id: 1, isDone: true, text: '' },
  ]));
  companion.end();
  await until(() => bus.activityCount() === 0);
});

test('a door that was shut behind the app’s back is a session that is over: nothing hangs, and a new code is had', async () => {
  companion.show();
  await openPhone();
  await until(() => companion.phone.peek() !== null);
  const other = await service.openPhoneDoor();
  await until(() => companion.phone.peek() === null);
  expect(companion.state.peek().kind).toBe('off');
  other.shut();
  companion.show();
  await until(shown);
});

test('where the set is in no home network the platform serves the phone', async () => {
  close();
  close = () => undefined;
  host.http.on('POST /api/v1/companion', { body: { id: 's1', secret: 's', code: 'BCDF-GHJK', pin: '4711', shortUrl: 'h.example/phone', qrUrl: 'https://h.example/phone?code=X', lifetimeMs: 1000 } });
  const refusing = { isMissing: false, request: () => Promise.reject(new Error('no')), openStream: () => Promise.reject(new Error('no')), openPhoneDoor: () => Promise.reject(new Error('no network')) };
  const way = new NearCompanion(new HttpClient(host.http), refusing, new CompanionClient(new HttpClient(host.http), 'https://h.example'));
  expect(await way.start('Kitchen', NEVER_CANCELLED)).toMatchObject({ ok: true, value: { shortUrl: 'h.example/phone' } });
});
