import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ProfileId } from '#core/base';
import { ADULT_ROW } from '#core/catalog';
import type { CatalogReader } from '#core/catalog';
import { NO_RULES } from '#core/parental';
import { signal } from '#core/state';
import { createSampleApp, FakeClock, FakePreview, settle } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import type { PreviewSection } from '#ports';
import { createHubRow } from './create-hub-row';
import type { HubRowDeps } from './create-hub-row';

const TEN_MINUTES_MS = 600_000;
const titles = (sections: readonly PreviewSection[] | undefined): readonly string[] => (sections ?? []).flatMap(({ tiles }) => tiles.map(({ title }) => title));

/** The same titles, all of one age. */
function withAges(reader: CatalogReader, age: number): CatalogReader {
  return Object.create(reader, { minimumAge: { value: () => age } }) as CatalogReader;
}

describe('over the sample', () => {
  let sample: SampleApp;
  let preview: FakePreview;
  const shown = (): readonly PreviewSection[] | undefined => preview.shown[preview.shown.length - 1];
  beforeEach(async () => {
    preview = new FakePreview();
    sample = await createSampleApp({ extras: { preview } });
    await sample.app.openExtras();
    await settle();
  });
  afterEach(() => {
    sample.app.dispose();
  });

  test('what goes on and what is on, each with the link that leads to it', async () => {
    await sample.host.clock.advance(6_000);
    const [first, second] = shown() ?? [];
    expect([first?.title, second?.title]).toEqual(['Continue watching', 'On now']);
    expect(first?.tiles[0]).toMatchObject({ shape: '16by9', isPlayable: true, params: { play: '1' } });
    expect(second?.tiles[0]?.params['item']).toMatch(/:c:/);
    for (const tile of (shown() ?? []).flatMap(({ tiles }) => tiles)) expect(tile.picture).toMatch(/^https?:/);
  });

  test('off empties it, at once and again when the set takes a row for certain; on fills it', async () => {
    await sample.host.clock.advance(6_000);
    expect(titles(shown()).length).toBeGreaterThan(0);
    await sample.app.settings.set('isHubRowOn', false);
    await sample.host.clock.advance(6_000);
    const sentSoon = preview.shown.length;
    expect(shown()).toEqual([]);
    await sample.host.clock.advance(TEN_MINUTES_MS);
    expect([preview.shown.length, shown()]).toEqual([sentSoon + 1, []]);
    await sample.app.settings.set('isHubRowOn', true);
    await sample.host.clock.advance(TEN_MINUTES_MS + 6_000);
    expect(titles(shown()).length).toBeGreaterThan(0);
  });

  test('a channel that is locked goes at once', async () => {
    await sample.host.clock.advance(6_000);
    const tile = shown()?.find(({ title }) => title === 'On now')?.tiles[0];
    const key = tile?.params['item'] ?? '';
    const control = await sample.app.parental.control();
    await control?.changeRules({ keys: [key as never], names: {} });
    await sample.host.clock.advance(8_000);
    expect(JSON.stringify(shown())).not.toContain(`"${key}"`);
  });
});

describe('who may be seen', () => {
  const clock = new FakeClock();
  const ingrid = { id: 'ingrid' as ProfileId, isKids: false, hasPin: false };
  let preview: FakePreview;
  let sample: SampleApp;
  const parental = { rules: signal(NO_RULES), isUnlocked: signal(false) };
  const profile = signal<object | null>(ingrid);
  const session = { profile, wayToPicture: (url: string, done: (way: string | null) => void) => { done(url); } } as unknown as HubRowDeps['session'];
  const follow = (home: HubRowDeps['home']): (() => void) => createHubRow({ ...sample.app, clock, preview, session, parental, home });
  let stop: () => void;

  beforeEach(async () => {
    sample = await createSampleApp();
    preview = new FakePreview();
    profile.value = ingrid;
    parental.isUnlocked.value = false;
    stop = follow(sample.app.home);
  });
  afterEach(() => {
    stop();
    sample.app.dispose();
  });

  test.each([{ isKids: true }, { hasPin: true }])('nothing of a profile with %o', async (trait) => {
    await clock.advance(6_000);
    expect(titles(preview.shown[0]).length).toBeGreaterThan(0);
    profile.value = { ...ingrid, id: 'other', ...trait };
    await clock.advance(6_000);
    expect(preview.shown[preview.shown.length - 1]).toEqual([]);
  });

  test('nothing that is for adults, whether a rating or the provider says so', async () => {
    const plain = sample.app.catalog.catalog.peek();
    await clock.advance(6_000);
    expect(preview.shown[0]?.[0]?.title).toBe('Continue watching');
    stop();
    const catalog = { ...sample.app.catalog, catalog: signal(withAges(plain, ADULT_ROW)) };
    stop = createHubRow({ ...sample.app, clock, preview, session, parental, home: sample.app.home, catalog });
    await clock.advance(TEN_MINUTES_MS);
    expect(preview.shown[preview.shown.length - 1]?.some(({ title }) => title === 'Continue watching')).toBe(false);
  });

  test('a start at which Home is still empty waits for it, and does not spend the row the set takes', async () => {
    stop();
    const rows = signal(sample.app.home.rows.peek().slice(0, 0));
    stop = follow({ rows });
    await clock.advance(20_000);
    rows.value = sample.app.home.rows.peek().slice();
    await clock.advance(6_000);
    expect(preview.shown.map((sections) => titles(sections).length > 0)).toEqual([true]);
  });

  test('while nobody is chosen it stays; once a PIN has opened something it stays until somebody else watches', async () => {
    parental.isUnlocked.value = true;
    await clock.advance(6_000);
    parental.isUnlocked.value = false;
    await clock.advance(TEN_MINUTES_MS);
    profile.value = null;
    await clock.advance(6_000);
    expect(preview.shown).toEqual([]);
    profile.value = { ...ingrid, id: 'noah' };
    await clock.advance(6_000);
    expect(preview.shown).toHaveLength(1);
  });
});
