import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ItemKey, ProfileId } from '#core/base';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { actionOf, linkOf } from './action-link';

let sample: SampleApp;
const route = (): string => sample.app.navigation.current.peek().route.name;
const launch = async (params: Readonly<Record<string, unknown>>): Promise<void> => {
  sample.host.lifecycle.launch({ kind: 'deeplink', params });
  await settle();
  await settle();
};

beforeEach(async () => {
  sample = await createSampleApp({ stage: 'profiles' });
});
afterEach(() => {
  sample.app.dispose();
});

test('a link that comes before somebody watches waits for them, and its item may come with the first refresh', async () => {
  const { app, host } = sample;
  const channel = `${app.session.sources.peek()[0]?.id ?? ''}:c:arena`;
  await launch({ item: `${channel}-that-was`, play: '1' });
  await launch({ item: channel, play: '1' });
  expect(route()).toBe('profiles');
  await app.session.chooseProfile('ingrid' as ProfileId);
  await app.refresh();
  await host.clock.advance(500);
  await settle();
  expect([route(), app.player.nowPlaying.peek()?.key]).toEqual(['player', channel]);
  await launch({ item: `${channel}-that-was`, play: '1' });
  expect([app.notices.toast.peek()?.text, app.player.nowPlaying.peek()?.key]).toEqual(['No longer here', channel]);
  const film = app.home.hero.peek()[0]?.key ?? '';
  await launch({ item: film });
  expect(route()).toBe('movie');
  await launch({ search: ' arena ' });
  expect([route(), app.navigation.current.peek().recall('query')?.id]).toEqual(['search', 'arena']);
});

test.each([{}, { item: 7 }, { item: 'nonsense' }, { contentId: 'm1' }, { item: 'p:e:1', play: '1' }, { search: '' }])('parameters that mean nothing lead nowhere: %j', async (params) => {
  await sample.app.session.chooseProfile('ingrid' as ProfileId);
  await sample.app.refresh();
  const before = route();
  await launch(params);
  expect([route(), sample.app.player.nowPlaying.peek()]).toEqual([before, null]);
});

test('a link leads where the action it was made of leads', () => {
  const key = (text: string): ItemKey => text as ItemKey;
  for (const action of [
    { kind: 'watch-channel', key: key('p:c:1') }, { kind: 'open-movie', key: key('p:m:1') }, { kind: 'watch-movie', key: key('p:m:1'), from: 'resume' }, { kind: 'open-series', key: key('p:s:1') },
    { kind: 'watch-episode', key: key('p:e:1'), seriesKey: key('p:s:1'), from: 'resume' },
  ] as const) expect(actionOf(linkOf(action) ?? {})).toEqual(action);
  expect(linkOf({ kind: 'buy', key: key('p:m:1') })).toBeNull();
});
