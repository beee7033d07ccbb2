import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';

const LIST = '#EXTM3U\n#EXTINF:-1,One\nhttp://list.example/1.ts\n';
const HEAD = encodeURIComponent(JSON.stringify({ status: 200, url: '', headers: {} }));
let sample: SampleApp;

beforeEach(async () => {
  sample = await createSampleApp();
  sample.host.http.on('list.example', 'net.unreachable');
  sample.host.http.on('/api/v1/relay', { body: { exitAddress: '', exitCountry: '' } });
  sample.host.http.on('/api/v1/relay/requests', { body: LIST, headers: { 'x-hearth-relay-head': HEAD } });
});
afterEach(() => {
  sample.app.dispose();
});

/** Adds the list and gives an answer to the question, if one comes. */
async function add(answer: string): Promise<{ readonly code: string; readonly wasAsked: boolean }> {
  const { app, host } = sample;
  const added = app.session.addPlaylist({ address: 'http://list.example/list.m3u', name: 'Own list' });
  for (let i = 0; i < 50 && app.notices.dialog.peek() === null && app.session.sourceForm.peek().kind === 'checking'; i += 1) await host.clock.advance(100);
  const dialog = app.notices.dialog.peek();
  if (dialog !== null) app.notices.answer(answer);
  for (let i = 0; i < 20; i += 1) await settle();
  const result = await added;
  return { code: result.ok ? '' : result.error.code, wasAsked: dialog !== null };
}

test('a provider that cannot be reached from here is offered the relay; who takes it has a private source', async () => {
  expect(await add('relay')).toEqual({ code: '', wasAsked: true });
  expect(sample.app.session.sources.peek().find(({ name }) => name === 'Own list')).toMatchObject({ isPrivate: true });
  const before = sample.host.http.count('list.example');
  await sample.app.catalog.refreshNow();
  expect(sample.host.http.count('list.example')).toBe(before);
});

test('who does not want it is told what was wrong', async () => {
  expect(await add('no')).toEqual({ code: 'net.unreachable', wasAsked: true });
});

test('where the operator has none, nobody is asked', async () => {
  sample.host.http.on('/api/v1/relay', { status: 403, body: { error: { code: 'net.relay-off', message: '' } } });
  expect(await add('relay')).toEqual({ code: 'net.unreachable', wasAsked: false });
});
