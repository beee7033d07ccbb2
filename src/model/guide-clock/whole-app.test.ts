import { afterEach, expect, test } from '@jest/globals';
import { HOUR_MS, SECOND_MS } from '#core/base';
import type { Result } from '#core/base';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';

let sample: SampleApp;
afterEach(() => {
  sample.app.dispose();
});

const TITLES = ['Morning', 'Noon', 'Talk', 'Evening', 'Night'];
const stampOf = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)} +0000`;
const wallOf = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** Lets time pass until something is so; adding and refreshing wait for timers. */
async function until(isSo: () => boolean): Promise<void> {
  for (let round = 0; round < 400 && !isSo(); round += 1) {
    await sample.host.clock.advance(SECOND_MS / 4);
    await settle();
  }
  expect(isSo()).toBe(true);
}

async function done<T>(work: Promise<T>): Promise<T> {
  let answer: { readonly value: T } | null = null;
  void work.then((value) => (answer = { value }));
  await until(() => answer !== null);
  return work;
}

async function added(work: Promise<Result<unknown, unknown>>): Promise<void> {
  expect((await done(work)).ok).toBe(true);
}

test('a playlist whose guide file is an hour early beside a line that knows its channels: found at rest, told, used and seen in the guide', async () => {
  sample = await createSampleApp();
  const { app, host } = sample;
  const startMs = Math.floor(host.clock.nowMs() / HOUR_MS) * HOUR_MS;
  const line = (url: string): boolean => url.indexOf('line.example') !== -1;
  host.http.on((request) => line(request.url), {
    body: { user_info: { auth: 1, status: 'Active', exp_date: null, allowed_output_formats: ['ts'] }, server_info: { timezone: 'UTC', timestamp_now: Math.floor(startMs / 1000), time_now: wallOf(startMs) } },
  });
  for (const name of ['get_live_categories', 'get_vod_categories', 'get_series_categories', 'get_vod_streams', 'get_series']) host.http.on((request) => line(request.url) && request.url.indexOf(`action=${name}`) !== -1, { body: [] });
  host.http.on('action=get_live_streams', { body: [{ num: 1, name: 'Nord 1', stream_id: 11, epg_channel_id: 'nord1.tv' }] });
  const listings = TITLES.map((title, index) => ({ title, start: wallOf(startMs + index * HOUR_MS), start_timestamp: String(startMs / 1000 + index * 3600), stop_timestamp: String(startMs / 1000 + (index + 1) * 3600) }));
  host.http.on('action=get_short_epg', { body: { epg_listings: listings } });
  host.http.on('list.example/tv.m3u', { body: '#EXTM3U url-tvg="http://list.example/guide.xml"\n#EXTINF:-1 tvg-id="nord1.tv",Nord Eins\nhttp://list.example/nord.ts\n' });
  const programmes = TITLES.map((title, index) => `<programme channel="nord1.tv" start="${stampOf(startMs + (index - 1) * HOUR_MS)}" stop="${stampOf(startMs + index * HOUR_MS)}"><title>${title}</title></programme>`);
  host.http.on('list.example/guide.xml', { body: `<?xml version="1.0"?><tv><channel id="nord1.tv"><display-name>Nord 1</display-name></channel>${programmes.join('')}</tv>` });

  const { guideClock } = await app.openExtras();
  await added(app.session.addPlaylist({ address: 'http://list.example/tv.m3u', name: 'My list' }));
  await added(app.session.addXtream({ address: 'http://line.example:8080', username: 'u', password: 'p', name: 'My line' }));
  await done(app.refresh());
  const list = app.session.sources.peek().find(({ name }) => name === 'My list');
  if (list === undefined) throw new Error('no list');
  await until(() => app.catalog.guidesOf(list.id).length > 0);
  app.navigation.reset({ name: 'home' });
  await until(() => guideClock.proposals.peek().length > 0);
  await until(() => (app.notices.toast.peek()?.text ?? '').indexOf('My list') !== -1);
  expect(guideClock.proposals.peek()).toEqual([{ sourceId: list.id, offsetMin: 60, fits: 5, total: 5, isArchiveSure: true, state: 'open' }]);
  const startOf = (): number => {
    const reader = app.catalog.catalog.peek();
    for (let row = 0; row < reader.count('channel'); row += 1) {
      const channel = reader.channel(row);
      if (channel?.name === 'Nord Eins') return app.catalog.guide.peek().between(channel.guideKey, startMs - 6 * HOUR_MS, startMs + 6 * HOUR_MS).find(({ title }) => title === 'Morning')?.startMs ?? 0;
    }
    return 0;
  };
  expect(startOf()).toBe(startMs - HOUR_MS);
  guideClock.use(list.id);
  await until(() => startOf() === startMs);
  guideClock.takeBack(list.id);
  await until(() => startOf() === startMs - HOUR_MS);
  expect(guideClock.proposals.peek()).toEqual([]);
});
