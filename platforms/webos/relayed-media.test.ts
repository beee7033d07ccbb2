import { expect, test } from '@jest/globals';
import type { MediaSource } from '#ports';
import { FakeMedia, FakeService } from '#test/harness/fakes';
import { RelayedMedia } from './relayed-media';

const SOURCE: MediaSource = { url: 'http://line.example/1.ts', form: 'ts', isLive: true, headers: { 'user-agent': 'Box' } };

function open(): { readonly service: FakeService; readonly loaded: MediaSource[]; readonly player: ReturnType<RelayedMedia['create']> } {
  const service = new FakeService();
  const loaded: MediaSource[] = [];
  const inner = new FakeMedia();
  const player = inner.create();
  player.load = (source) => {
    loaded.push(source);
    return Promise.resolve();
  };
  return { service, loaded, player: new RelayedMedia({ maxPlayers: 1, create: () => player }, service).create() };
}

test('a stream with headers is read through the service, which sends them; the end of the play ends it', async () => {
  const { service, loaded, player } = open();
  await player.load(SOURCE);
  expect(service.streams[0]).toMatchObject({ url: SOURCE.url, headers: SOURCE.headers, route: null });
  expect(loaded[0]).toMatchObject({ headers: {}, form: 'ts' });
  expect(loaded[0]?.url).toMatch(/127\.0\.0\.1/);
  await player.stop();
  expect(service.open).toBe(0);
});

test('without headers, as DASH, and where the service fails, a stream is played as it is', async () => {
  const { service, loaded, player } = open();
  const plain: MediaSource = { url: SOURCE.url, form: 'ts', isLive: true };
  const dash: MediaSource = { ...SOURCE, form: 'dash' };
  await player.load(plain);
  await player.load(dash);
  service.failsWith = 'net.timeout';
  await player.load(SOURCE);
  expect(loaded).toEqual([plain, dash, SOURCE]);
});

test('a thousand zaps leave one stream open, a source switch in mid-request none of the old', async () => {
  const { service, player } = open();
  for (let i = 0; i < 1_000; i += 1) await player.load(SOURCE);
  expect(service.open).toBe(1);
  const first = player.load(SOURCE);
  const second = player.load(SOURCE);
  await expect(first).rejects.toMatchObject({ code: 'net.cancelled' });
  await second;
  expect(service.open).toBe(1);
  await player.destroy();
  expect(service.open).toBe(0);
});
