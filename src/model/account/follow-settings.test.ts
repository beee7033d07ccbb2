import { afterEach, expect, test } from '@jest/globals';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';

let sample: SampleApp;
afterEach(() => {
  sample.app.dispose();
});

/** The account's side: what it keeps, and what was sent. */
async function begin(kept: object | null, before?: (made: SampleApp) => Promise<void>): Promise<object[]> {
  sample = await createSampleApp();
  const sent: object[] = [];
  sample.host.http.on('/me/settings', (request) => {
    if (request.method !== 'PUT') return { body: { values: kept } };
    sent.push((JSON.parse(String(request.body)) as { values: object }).values);
    return { status: 204 };
  });
  await before?.(sample);
  await sample.app.openExtras();
  await settle();
  return sent;
}
const pass = async (ms: number): Promise<void> => {
  await sample.host.clock.advance(ms);
  await settle();
};

/** Long enough for the next look. */
const LOOK = 11 * 60_000;
/** The sample has its language set. */
const nothingSet = ({ host }: SampleApp): Promise<void> => host.storage.remove('settings.v1');

test('a new set begins with the tastes of the account; what depends on the set, or is no setting, does not come along', async () => {
  const sent = await begin({ textSize: 'large', clockFormat: '12', pictureLimit: '480', isAdIdShared: true, theme: 'green' }, nothingSet);
  await pass(LOOK);
  expect(sample.app.settings.values.peek()).toMatchObject({ textSize: 'large', clockFormat: '12', pictureLimit: 'none', isAdIdShared: false, theme: 'dark' });
  await pass(4000);
  expect(sent).toEqual([]);
});

test('a set on which something was set keeps its own', async () => {
  await begin({ textSize: 'large' }, ({ app }) => app.settings.set('clockFormat', '12'));
  await pass(LOOK);
  expect(sample.app.settings.values.peek()).toMatchObject({ textSize: 'normal', clockFormat: '12' });
});

test('what is changed is told the account once; what is the set’s own is not', async () => {
  const sent = await begin(null);
  await sample.app.settings.set('pictureLimit', '720');
  await pass(4000);
  expect(sent).toEqual([]);
  await sample.app.settings.set('theme', 'high-contrast');
  await sample.app.settings.set('isAutoplayOn', false);
  await pass(4000);
  expect(sent).toEqual([expect.objectContaining({ theme: 'high-contrast', isAutoplayOn: false, textSize: 'normal' })]);
  expect(sent[0]).not.toHaveProperty('pictureLimit');
  await pass(LOOK);
  expect(sent).toHaveLength(1);
});

test('what could not be told is told at the next look', async () => {
  const sent = await begin(null);
  sample.host.http.on('/me/settings', { status: 503 });
  await sample.app.settings.set('theme', 'high-contrast');
  await pass(4000);
  const late: string[] = [];
  sample.host.http.on('/me/settings', ({ method, body }) => {
    late.push(`${String(method)} ${(JSON.parse(String(body)) as { values: { theme: string } }).values.theme}`);
    return { status: 204 };
  });
  await pass(LOOK);
  expect([sent, late]).toEqual([[], ['PUT high-contrast']]);
});
