import { settle, createSampleApp } from '#test/harness/fakes';
import type { SampleApp } from '#test/harness/fakes';
import type { Engine } from '#ui/engine';
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

/** Frames without any motion or missing picture before a scene counts as still. */
const STILL_FRAMES = 12;
/** Scenes with endless motion (a spinner, a pulse) are taken after this many frames. */
const MAX_FRAMES = 400;

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve();
    });
  });
}

async function standStill(engine: Engine): Promise<void> {
  let still = 0;
  for (let frame = 0; frame < MAX_FRAMES && still < STILL_FRAMES; frame += 1) {
    await nextFrame();
    const isBusy = engine.stage.transitions.active.size > 0 || engine.ui.images.load.waiting + engine.ui.images.load.running > 0;
    still = isBusy ? 0 : still + 1;
  }
}

/** Moves the app's own time in steps, so that timers and what they start run in turn. */
async function passTime(sample: SampleApp, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 100) {
    await sample.host.clock.advance(Math.min(100, left));
    await settle();
  }
  await nextFrame();
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
  await passTime(sample, 1000);
  for (const step of scene.steps) {
    if (typeof step === 'function') {
      await step(sample);
      await passTime(sample, 100);
    } else if (typeof step === 'number') await passTime(sample, step);
    else {
      host.keys.press(step);
      await passTime(sample, 200);
      await nextFrame();
    }
  }
  await passTime(sample, scene.restMs ?? 2000);
  await standStill(engine);
}

const gallery: Gallery = { names: Object.keys(SCENES), show };
(window as unknown as { gallery: Gallery }).gallery = gallery;
