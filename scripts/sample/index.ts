import { join } from 'node:path';
import { makeArt } from './make-art';
import { makeCatalog } from './make-catalog';
import { makeClips } from './make-clips';
import { makeFilms } from './make-films';
import { makeGlyphs } from './make-glyphs';
import { makeMusic } from './make-music';
import { makeSpeech } from './make-speech';
import { CHANNEL_MUSIC, CLIPS, TITLE_MUSIC } from './plan';

/** Folders the steps work with; `design` and `fonts` are not part of the repository. */
interface Folders {
  readonly static: string;
  readonly design: string;
  readonly fonts: string;
}

type Step = (folders: Folders, only: readonly string[]) => Promise<void>;

const say = (line: string): void => {
  console.log(line);
};

const STEPS: Readonly<Record<string, Step>> = {
  art: ({ static: base, design, fonts }, only) => makeArt({ mocks: join(design, 'mocks', 'art'), fonts, art: join(base, 'art'), catalog: join(base, 'catalog') }, only),
  catalog: ({ static: base }) => makeCatalog(join(base, 'catalog')),
  glyphs: ({ static: base, design }) => makeGlyphs(join(base, 'media'), join(design, 'mocks', 'fonts')),
  clips: ({ static: base }, only) => makeClips(CLIPS.filter((clip) => only.length === 0 || only.includes(clip.name)), join(base, 'media'), say),
  music: ({ static: base }) => makeMusic([...CHANNEL_MUSIC, ...TITLE_MUSIC], join(base, 'media')),
  speech: ({ static: base }) => makeSpeech(join(base, 'media')),
  films: ({ static: base }) => makeFilms(join(base, 'media'), say),
};

/** Runs one step from the project's folder: `<step> <design folder> <fonts folder> [names…]`; see README.md. */
async function run(parameters: readonly string[]): Promise<void> {
  const [name = '', design = '', fonts = '', ...only] = parameters;
  const step = STEPS[name];
  if (step === undefined) throw new Error(`One of: ${Object.keys(STEPS).join(', ')}`);
  await step({ static: join(process.cwd(), 'static', 'sample'), design, fonts }, only);
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
