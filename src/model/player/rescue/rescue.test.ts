import { beforeEach, expect, test } from '@jest/globals';
import { AppError, createCancelSource, DAY_MS, HOUR_MS, itemKey } from '#core/base';
import type { SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import { HOME_PATH } from '#core/playback';
import { createTranslator } from '#model/i18n';
import { createFakeHost, FakeCatalogModel, readStrings } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import type { Watching } from '../watching';
import { Rescue } from './rescue';

const SOURCE = 'a' as SourceId;
const [CHOSEN, OTHER] = [itemKey(SOURCE, 'channel', 'hd'), itemKey(SOURCE, 'channel', 'sd')];

let host: FakeHost;
let catalog: FakeCatalogModel;
let rescue: Rescue;

beforeEach(async () => {
  host = createFakeHost();
  const builder = createCatalogBuilder({ sourceId: SOURCE });
  builder.addChannel({ nativeId: 'hd', name: 'Nova HD' });
  builder.addChannel({ nativeId: 'sd', name: 'Nova' });
  const whole = builder.finish();
  catalog = Object.assign(new FakeCatalogModel(), { catalogOf: () => whole });
  catalog.catalog.value = whole;
  const translator = createTranslator({ clock: host.clock, loadStrings: readStrings, isTwelveHour: () => false });
  await translator.setLocale('en');
  rescue = new Rescue({ ...host, catalog, translator, sourceIds: () => [SOURCE], onOffers: () => undefined });
  await rescue.load();
});

const watch = (): Watching => ({ kind: 'live', key: CHOSEN, seriesKey: null, startMs: 0, stopMs: 0 });

/** What is asked for when the channel is opened anew. */
async function opened(watching = watch()): Promise<string> {
  await rescue.resolve(watching, HOME_PATH, 0, createCancelSource().signal);
  const target = catalog.resolved[catalog.resolved.length - 1];
  return target?.kind === 'live' ? target.channel.key : '';
}

/** The chosen version is lost, another takes its place and stands firm. */
async function loseAndFind(code: 'media.refused' | 'media.limit' = 'media.refused'): Promise<Watching> {
  const watching = watch();
  await opened(watching);
  const looked = rescue.lookAround(watching, HOME_PATH, new AppError(code));
  await host.clock.advance(200);
  await looked;
  rescue.keep(watching, { ...HOME_PATH, version: 1 });
  return watching;
}

test('the steadier version comes first at the hour at which the chosen one failed, and not in the morning; the choice is explained', async () => {
  const lost = await loseAndFind();
  expect(rescue.choiceWords(lost, { ...HOME_PATH, version: 1 })).toBe('Nova in place of the one that failed');
  const again = watch();
  expect(await opened(again)).toBe(OTHER);
  expect(rescue.choiceWords(again, HOME_PATH)).toBe('Nova: steadier at this hour');
  await host.clock.advance(12 * HOUR_MS);
  const morning = watch();
  expect(await opened(morning)).toBe(CHOSEN);
  expect(rescue.choiceWords(morning, HOME_PATH)).toBe('');
  // The chosen one stands firm after a hiccup; what was learned of the evening stays.
  rescue.keep(morning, HOME_PATH);
  await host.clock.advance(12 * HOUR_MS);
  expect(await opened()).toBe(OTHER);
  await host.clock.advance(61 * DAY_MS);
  expect(await opened()).toBe(CHOSEN);
});

test('good evenings bring the chosen one back, once an hour; a full line says nothing of a version', async () => {
  await loseAndFind();
  const tried = watch();
  expect(await opened(tried)).toBe(OTHER);
  const onChosen = { ...HOME_PATH, version: 1 };
  for (let evening = 0; evening < 3; evening += 1) {
    for (let i = 0; i < 5; i += 1) rescue.noteSteady(tried, onChosen);
    if (evening === 0) expect(await opened()).toBe(OTHER);
    await opened(tried);
    await host.clock.advance(DAY_MS);
  }
  expect(await opened()).toBe(CHOSEN);
});

test('a full line says nothing of a version', async () => {
  await loseAndFind('media.limit');
  expect(await opened()).toBe(CHOSEN);
});
