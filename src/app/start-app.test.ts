import { describe, expect, test } from '@jest/globals';
import type { AppModel } from '#model/app';
import { createFakeHost, readStrings, SAMPLE_PLATFORM_URL, scriptSamplePlatform, settle } from '#test/harness/fakes';
import type { FakeHost } from '#test/harness/fakes';
import { startApp } from './start-app';

async function hostWithStrings(status = 200): Promise<FakeHost> {
  const host = createFakeHost({ platformUrl: SAMPLE_PLATFORM_URL });
  scriptSamplePlatform(host.http, host.clock, (file) => `https://hearth.example/art/${file}`);
  for (const locale of ['en', 'de']) host.http.on(`assets/strings/${locale}.json`, { status, body: (await readStrings(locale)) as object });
  return host;
}

describe('startApp', () => {
  test('texts before the screens, the stored session before the network, screens taken down first', async () => {
    const host = await hostWithStrings(0);
    host.device.systemLanguage = 'de-AT';
    const order: string[] = [];
    let seen: AppModel | null = null;
    const stop = await startApp(host, (app) => {
      seen = app;
      order.push(`mount ${app.translator.t('exit.stay')} ${app.navigation.current.peek().route.name}`);
      return Promise.resolve(() => order.push('unmount'));
    });
    expect(order).toEqual(['mount Bleiben start']);
    expect((seen as AppModel | null)?.navigation.current.value.route.name).toBe('sign-in');
    expect(host.http.count('/api/')).toBe(0);
    await host.clock.advance(100);
    stop();
    await settle();
    expect([order[1], host.clock.pending]).toEqual(['unmount', 0]);
  });

  test('the set’s language changes while the app runs: it follows, unless its viewer chose one', async () => {
    const host = await hostWithStrings();
    let seen: AppModel | null = null;
    const stop = await startApp(host, (app) => {
      seen = app;
      return Promise.resolve(() => undefined);
    });
    const app = seen as unknown as AppModel;
    expect(app.translator.t('exit.stay')).toBe('Stay');
    host.device.speak('de-CH');
    await settle();
    expect(app.translator.t('exit.stay')).toBe('Bleiben');
    await app.settings.set('language', 'en');
    await settle();
    host.device.speak('de-DE');
    await settle();
    expect(app.translator.t('exit.stay')).toBe('Stay');
    stop();
  });

  test('without language files it starts all the same and says so in the log', async () => {
    const host = createFakeHost();
    let hasMounted = false;
    const stop = await startApp(host, () => {
      hasMounted = true;
      return Promise.resolve(() => undefined);
    });
    expect([hasMounted, host.log.lines.some((line) => line.indexOf('language file') !== -1)]).toEqual([true, true]);
    stop();
  });

  test('screens that cannot be built end the app and are reported', async () => {
    const host = await hostWithStrings();
    await expect(startApp(host, () => Promise.reject(new Error('no canvas')))).rejects.toThrow('no canvas');
    await host.clock.advance(10_000);
    expect(host.clock.pending).toBe(0);
  });
});
