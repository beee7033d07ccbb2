import { createAppModel } from '#model/app';
import type { AppCore } from '#model/app';
import type { Locale } from '#model/i18n';
import type { ProfileId } from '#core/base';
import { settle } from './fake-clock';
import { createFakeHost } from './fake-host';
import type { FakeExtras, FakeHost } from './fake-host';
import { readStrings } from './read-strings';
import { SAMPLE_PLATFORM_URL, scriptSamplePlatform } from './sample-platform';

/** Which moment of the app is wanted. */
export interface SampleOptions {
  /** `signed-out`: the sign-in page; `profiles`: the picker; `ready` (default): Home of Ingrid. */
  readonly stage?: 'signed-out' | 'profiles' | 'ready';
  /** Default `en`. */
  readonly locale?: Locale;
  /** Where the design's art is served: an absolute address with a slash at the end. Default: one that nobody serves. */
  readonly artBase?: string;
  /** What only some sets have. */
  readonly extras?: FakeExtras;
}

/** A running sample app and the television it runs on. */
export interface SampleApp {
  readonly app: AppCore;
  /** Steer time, network, decoder and keys through it. */
  readonly host: FakeHost;
}

/**
 * The whole app over a fake television and a scripted platform that tells what the design's mocks show: Tuesday 24 November 2026,
 * 20:41, Ingrid signed in, The Salt Road on Home, Arena Live on 103. Real models, no server, no timers of its own: time moves with
 * `host.clock`.
 */
export async function createSampleApp(options: SampleOptions = {}): Promise<SampleApp> {
  const host = createFakeHost({ platformUrl: SAMPLE_PLATFORM_URL, ...(options.extras === undefined ? {} : { extras: options.extras }) });
  const artBase = options.artBase ?? 'https://hearth.example/art/';
  scriptSamplePlatform(host.http, host.clock, (file) => artBase + file);
  host.device.systemLanguage = options.locale ?? 'en';
  host.media.liveWindow = { startMs: 0, endMs: 3_600_000, endWallMs: null };
  const app = createAppModel({ host, loadStrings: readStrings });
  await app.prepare();
  await app.boot();
  const stage = options.stage ?? 'ready';
  if (stage === 'signed-out') return { app, host };
  await app.session.signInWithPassword('ingrid', 'sample');
  if (stage === 'profiles') return { app, host };
  await app.session.chooseProfile('ingrid' as ProfileId);
  await app.refresh();
  await app.home.refresh();
  // The running programmes of the first screens are fetched a moment after somebody looks.
  app.live.showing(0, 12);
  await host.clock.advance(400);
  await settle();
  return { app, host };
}

/** The sample app's models alone. */
export async function sampleAppModel(options: SampleOptions = {}): Promise<AppCore> {
  return (await createSampleApp(options)).app;
}
