import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CAST_LOOKS, CHANNELS, DIRECTORS, DRAMA_SERIES, GUIDE_PICTURES, MOCK_MOVIES, NEW_MOVIES, OTHER_SERIES, PALETTES } from './plan';
import type { ArtPlan, ScenePlan } from './plan';
import { runPage } from './run-page';

/** Where pictures come from and go to. */
export interface ArtFolders {
  /** The design mocks' art. */
  readonly mocks: string;
  /** `node_modules/@fontsource` with the fonts of the lettering. */
  readonly fonts: string;
  /** `static/sample/art`. */
  readonly art: string;
  /** Where `tints.json` goes. */
  readonly catalog: string;
}

interface Job {
  readonly kind: 'poster' | 'landscape' | 'backdrop' | 'titleArt' | 'logo' | 'still' | 'cast' | 'copy';
  readonly file: string;
  readonly [option: string]: unknown;
}

interface Copy {
  readonly from: string;
  readonly file: string;
}

/** Pictures of the mocks that serve as landscape, as ground of one, or as backdrop. */
const LANDSCAPES: ReadonlySet<string> = new Set(['bathyal', 'glass', 'kestrel', 'lamp', 'northern']);
const GROUNDS: Readonly<Record<string, string>> = { neon: 's-neon', canopy: 's-canopy', encore: 's-encore', salt: 'b-salt', quiet: 'b-quiet' };
const BACKDROPS: ReadonlySet<string> = new Set(['salt', 'northern', 'kestrel', 'quiet']);
const TITLE_ARTS: ReadonlySet<string> = new Set(['salt', 'northern', 'kestrel']);

function withColors<T extends ScenePlan>(plan: T): Omit<T, 'pal'> & { readonly pal: readonly string[] } {
  const pal = PALETTES[plan.pal];
  if (pal === undefined) throw new Error(`No palette ${plan.pal}`);
  return { ...plan, pal };
}

interface Title {
  readonly slug: string;
  readonly year: number;
  readonly art: ArtPlan;
}

function titleJobs(title: Title, index: number): { jobs: Job[]; copies: Copy[] } {
  const { slug } = title;
  const { mock } = title.art;
  const art = withColors(title.art);
  const jobs: Job[] = [];
  const copies: Copy[] = [];
  const add = (file: string, isThere: boolean, from: string, job: Omit<Job, 'file'> & { kind: Job['kind'] }): void => {
    if (isThere) copies.push({ from, file });
    else jobs.push({ ...job, file });
  };
  if (mock === undefined) {
    const director = DIRECTORS[1 + (index % (DIRECTORS.length - 1))] ?? '';
    jobs.push({ kind: 'poster', file: `posters/${slug}.jpg`, slug, art, billing: `A film by ${director}` });
  } else {
    jobs.push({ kind: 'copy', file: `posters/${slug}.jpg`, slug, base: `/mock/p-${mock}.jpg`, w: 372, h: 558, tint: true });
    copies.push({ from: `p-${mock}.jpg`, file: `posters/${slug}.jpg` });
  }
  const name = mock ?? '';
  const ground = GROUNDS[name];
  add(`landscapes/${slug}.jpg`, LANDSCAPES.has(name), `l-${name}.jpg`, { kind: 'landscape', quality: 0.74, art, ...(ground === undefined ? {} : { base: `/mock/${ground}.jpg` }) });
  add(`backdrops/${slug}.jpg`, BACKDROPS.has(name), `b-${name}.jpg`, { kind: 'backdrop', art, quality: 0.64 });
  add(`titles/${slug}.png`, TITLE_ARTS.has(name), `t-${name}.png`, { kind: 'titleArt', art });
  return { jobs, copies };
}

function stillJobs(): { jobs: Job[]; copies: Copy[] } {
  const jobs: Job[] = [];
  const copies: Copy[] = [];
  for (const series of [...DRAMA_SERIES, ...OTHER_SERIES]) {
    series.seasons.forEach((episodes, season) => {
      episodes.forEach(([, , , still], number) => {
        const file = `stills/${series.slug}-s${String(season + 1)}e${String(number + 1)}.jpg`;
        // The mocks' n4 is the northern backdrop's own frame and exists only there.
        if (still !== undefined && still !== 's-n4') copies.push({ from: `${still}.jpg`, file });
        else {
          const plan = series.stills[(number + season) % series.stills.length];
          if (plan === undefined) return;
          const seed = plan.seed + (season * 12 + number) * 0.83;
          jobs.push({ kind: 'still', file, art: withColors({ ...plan, seed }), t: (number * 0.17) % 1, quality: 0.62 });
        }
      });
    });
  }
  return { jobs, copies };
}

function otherJobs(): { jobs: Job[]; copies: Copy[] } {
  const jobs: Job[] = CHANNELS.map(({ slug, logo }) => ({ kind: 'logo', file: `channels/${slug}.png`, logo, ...('mock' in logo ? { base: `/mock/ch-${logo.mock}.png` } : {}) }));
  const copies: Copy[] = [];
  for (const picture of GUIDE_PICTURES) {
    const file = `guide/${picture.name}.jpg`;
    if (picture.mock === undefined) jobs.push({ kind: 'still', file, art: withColors(picture), quality: 0.64 });
    else copies.push({ from: `${picture.mock}.jpg`, file });
  }
  for (let index = 1; index <= 6; index += 1) copies.push({ from: `cast-${String(index)}.jpg`, file: `cast/cast-${String(index)}.jpg` });
  CAST_LOOKS.forEach((look, index) => jobs.push({ kind: 'cast', file: `cast/cast-${String(index + 7)}.jpg`, art: { scene: 'bust', ...look } }));
  return { jobs, copies };
}

/** Draws all pictures of the catalogue, or those whose file name contains one of `only`. */
export async function makeArt(folders: ArtFolders, only: readonly string[] = []): Promise<void> {
  const titles = [...MOCK_MOVIES, ...NEW_MOVIES, ...DRAMA_SERIES, ...OTHER_SERIES].map(titleJobs);
  const parts = [...titles, stillJobs(), otherJobs()];
  const isWanted = (file: string): boolean => only.length === 0 || only.some((part) => file.includes(part));
  const jobs = parts.flatMap((part) => part.jobs).filter((job) => isWanted(job.file));
  const put = async (file: string, body: Buffer): Promise<void> => {
    const target = join(folders.art, file);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, body);
  };
  await mkdir(folders.catalog, { recursive: true });
  await runPage({
    page: '/pages/art.html',
    roots: { '/pages/': 'scripts/sample/pages', '/fonts/': folders.fonts, '/mock/': folders.mocks },
    input: jobs,
    onResult: async (name, body) => {
      if (name !== 'tints.json') await put(name, body);
      else if (only.length === 0) await writeFile(join(folders.catalog, name), body);
    },
  });
  for (const copy of parts.flatMap((part) => part.copies)) {
    if (!isWanted(copy.file)) continue;
    await mkdir(dirname(join(folders.art, copy.file)), { recursive: true });
    await copyFile(join(folders.mocks, copy.from), join(folders.art, copy.file));
  }
}
