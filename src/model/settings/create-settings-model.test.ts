import { expect, test } from '@jest/globals';
import { createStoredCell } from '#sources/storage';
import { FakeLog, FakeStorage } from '#test/harness/fakes';
import { createSettingsModel, DEFAULT_SETTINGS, judgeSettings } from './create-settings-model';

test('what is set is there after a restart', async () => {
  const storage = new FakeStorage();
  const make = () => createSettingsModel(createStoredCell(storage, new FakeLog(), 'settings.v1'));
  const settings = make();
  await settings.set('language', 'ar');
  await settings.set('isAutoplayOn', false);
  const again = make();
  expect(again.values.value).toEqual(DEFAULT_SETTINGS);
  await again.load();
  expect(again.values.value).toEqual({ ...DEFAULT_SETTINGS, language: 'ar', isAutoplayOn: false });
});

test.each([null, 'x', [], { language: 'xx', clockFormat: 12, isPreviewOn: 'no', textSize: null, audioLanguage: '../../' }])('broken stored settings %# keep the defaults', (value) => {
  expect(judgeSettings(value)).toEqual(DEFAULT_SETTINGS);
});
