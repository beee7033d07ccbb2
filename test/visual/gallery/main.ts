import { settle, createSampleApp } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import { FakeFrames } from './fake-frames';
import { showScreen } from './show-screen';
import { SCENES } from './scenes';
import type { SceneOptions } from './scenes';

/** What the pictures' driver calls in the page. */
interface Gallery {
  /** Names of all scenes. */
  readonly names: readonly string[];
  /** Draws a scene; resolves when it stands still and its pictures are there. Once per document. */
  show(name: string, options: SceneOptions): Promise<void>;
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
  const frames = new FakeFrames(await showScreen(app, host));
  await passTime(sample, frames, 1000);
  for (const step of scene.steps) {
    if (typeof step === 'function') {
      await step(sample);
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

const gallery: Gallery = { names: Object.keys(SCENES), show };
(window as unknown as { gallery: Gallery }).gallery = gallery;
