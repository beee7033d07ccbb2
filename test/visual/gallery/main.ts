import { settle, createSampleApp } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { FakeFrames } from './fake-frames';
import { showScreen } from './show-screen';
import { SCENES } from './scenes';
import type { SceneOptions } from './scenes';
import type { Locale } from '#model/i18n';

/** What the pictures' driver calls in the page. */
interface Gallery {
  /** Names of all scenes. */
  readonly names: readonly string[];
  /** Draws a scene (`home`, `movie:de:large`); resolves when it stands still and its pictures are there. Once per document. */
  show(wish: string): Promise<void>;
}

/** What passes between two frames. */
const STEP_MS = 100;

/** Moves the app's own time in steps, with a frame after each, so that timers and what they start run in turn. */
async function passTime({ host }: SampleApp, frames: FakeFrames, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= STEP_MS) {
    const step = Math.min(STEP_MS, left);
    await host.clock.advance(step);
    await settle();
    frames.frame(step);
  }
}

async function show(name: string, options: SceneOptions): Promise<void> {
  const scene = SCENES[name];
  if (scene === undefined) throw new Error(`no scene named ${name}`);
  const sample = await createSampleApp({
    stage: scene.stage ?? 'ready',
    locale: options.locale ?? scene.locale ?? 'en',
    artBase: `${location.origin}/art/`,
  });
  const { app, host } = sample;
  if (scene.capabilities !== undefined) host.device.capabilities = { ...host.device.capabilities, ...scene.capabilities };
  if (options.contrast === 'high') await app.settings.set('theme', 'high-contrast');
  if (options.text === 'large') await app.settings.set('textSize', 'large');
  const engine = await showScreen(app, host);
  const frames = new FakeFrames(engine);
  await passTime(sample, frames, 1000);
  for (const step of scene.steps) {
    if (typeof step === 'function') {
      await step(sample, engine);
      await passTime(sample, frames, 100);
    } else if (typeof step === 'number') await passTime(sample, frames, step);
    else {
      host.keys.press(step);
      frames.frame(0);
      await passTime(sample, frames, 200);
    }
  }
  await passTime(sample, frames, scene.restMs ?? 2000);
  await frames.finish();
}

/** What a scene's words after its name ask for: `movie:de:large`. */
function optionsOf(words: readonly string[]): SceneOptions {
  const locale = words.find((word) => /^[a-z]{2}$/.test(word));
  return {
    // A language the app does not have ends with its message.
    ...(locale === undefined ? {} : { locale: locale as Locale }),
    ...(words.indexOf('high') === -1 ? {} : { contrast: 'high' }),
    ...(words.indexOf('large') === -1 ? {} : { text: 'large' }),
  };
}

const gallery: Gallery = { names: Object.keys(SCENES), show: (wish) => {
  const [name = '', ...words] = wish.split(':');
  return show(name, optionsOf(words));
} };
(window as unknown as { gallery: Gallery }).gallery = gallery;

// A person's link names the scene.
const wanted = new URLSearchParams(location.search).get('scene');
if (wanted !== null) void gallery.show(wanted);
