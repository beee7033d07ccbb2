import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createSampleApp } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import type { TestStage } from '#test/harness/stage';
import { createPage } from '../create-page';

// The page and its model are loaded by the first test.
jest.setTimeout(30_000);

const LIST = '#EXTM3U\n#EXTINF:-1,One\nhttp://list.example/1.ts\n';
const HEAD = encodeURIComponent(JSON.stringify({ status: 200, url: '', headers: {} }));
let sample: SampleApp;
let screen: TestStage;

beforeEach(async () => {
  sample = await createSampleApp();
  const { app, host } = sample;
  host.http.on('list.example', { body: LIST });
  host.http.on('/api/v1/address', { body: { address: '198.51.100.7', country: 'DE' } });
  host.http.on('/api/v1/relay', { body: { exitAddress: '203.0.113.9', exitCountry: 'NL' } });
  host.http.on('/api/v1/relay/requests', { body: LIST, headers: { 'x-hearth-relay-head': HEAD } });
  screen = createTestStage({ host });
  const { navigation } = app;
  screen.engine.root.pages.follow({ current: navigation.current, direction: navigation.direction, create: (stage, entry) => createPage(stage, app, entry) }, 3);
});
afterEach(() => {
  screen.dispose();
  sample.app.dispose();
});

const fact = (name: string): string | undefined => screen.mirror().facts.get(name);
const focus = (): string | undefined => screen.mirror().focus?.id;

/** Lets what was asked be answered, and pages be loaded, until it shows. */
async function until(isThere: () => boolean): Promise<void> {
  for (let i = 0; i < 300 && !isThere(); i += 1) {
    await sample.host.clock.advance(50);
    await new Promise((resolve) => setTimeout(resolve, 5));
    screen.frame();
  }
}

const route = (): string => sample.app.navigation.current.peek().route.name;
const isPrivate = (): boolean => sample.app.session.sources.peek().find(({ name }) => name === 'Own list')?.isPrivate === true;

async function open(hasService: boolean): Promise<void> {
  const { app, host } = sample;
  host.device.capabilities = { ...host.device.capabilities, hasLocalService: hasService };
  const added = await app.session.addPlaylist({ address: 'http://list.example/list.m3u', name: 'Own list' });
  if (!added.ok) throw added.error;
  app.navigation.open({ name: 'connection', source: added.value });
  await until(() => fact('connection') === 'direct' && focus() !== undefined);
}

test('a set without a service has the relay: one press tries it and keeps it, and the way is seen from then on', async () => {
  await open(false);
  expect([fact('connection'), focus()]).toEqual(['direct', 'use-relay']);
  screen.press('up');
  expect(focus()).toBe('use-relay');
  screen.press('ok');
  await until(() => route() !== 'connection');
  expect([route(), isPrivate()]).toEqual(['home', true]);
  const source = sample.app.session.sources.peek().find(({ name }) => name === 'Own list');
  if (source !== undefined) sample.app.navigation.open({ name: 'connection', source: source.id });
  await until(() => fact('connection') === 'up' && focus() === 'use-relay');
  expect([fact('connection'), focus()]).toEqual(['up', 'use-relay']);
  screen.press('right');
  screen.press('ok');
  await until(() => !isPrivate());
  expect(isPrivate()).toBe(false);
});

test('an operator without a relay is told by name; nothing is kept', async () => {
  await open(false);
  sample.host.http.on('/api/v1/relay', { status: 403, body: { error: { code: 'net.relay-off', message: '' } } });
  screen.press('ok');
  await until(() => fact('form') === 'failed');
  expect([fact('form-problem'), focus()]).toEqual(['HRT-1007', 'close']);
  screen.press('ok');
  await until(() => fact('form') === 'idle');
  expect([fact('form'), focus(), isPrivate()]).toEqual(['idle', 'use-relay', false]);
});

test('a set with a service chooses between the relay and proxies', async () => {
  await open(true);
  screen.press('up');
  expect(focus()).toBe('relay');
  screen.press('right');
  screen.press('down');
  expect(focus()).toBe('address');
  screen.press('up');
  screen.press('left');
  screen.press('down');
  expect(focus()).toBe('use-relay');
});
