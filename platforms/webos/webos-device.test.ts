import { expect, test } from '@jest/globals';
import { FakeStorage } from '#test/harness/fakes';
import { WebosDevice } from './webos-device';
import type { WebosDeviceDependencies } from './webos-device';
import { readWebosSystem } from './webos-system';

test('the language is the set’s as it is now, and a change of it is told', () => {
  const document = new EventTarget();
  const set = { locale: 'en-GB' };
  const window = { webOSSystem: set, document, navigator: { language: 'fr-FR' } } as unknown as Window;
  const parts = { window, system: readWebosSystem(window), capabilities: {}, storage: new FakeStorage(), random: { next: () => 0 }, screenSaver: {} };
  const device = new WebosDevice(parts as unknown as WebosDeviceDependencies);
  const told: string[] = [];
  const leave = device.onSystemLanguage(() => { told.push(device.systemLanguage); });
  set.locale = 'de-DE';
  document.dispatchEvent(new Event('webOSLocaleChange'));
  set.locale = '';
  document.dispatchEvent(new Event('webOSLocaleChange'));
  leave();
  document.dispatchEvent(new Event('webOSLocaleChange'));
  expect(told).toEqual(['de-DE', 'fr-FR']);
});
