import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { joinAnnexB, NAL, readParameterSets, readSliceHeader, splitAnnexB } from '../../server/media/h264';
import { checkClip } from './check-clip';
import type { ClipPlan } from './plan';
import { PALETTES } from './plan';
import { runPage } from './run-page';
import { runTool } from './run-tool';

const RATE = 25;
/** Scenes too slow to be drawn larger than needed; the others are drawn at twice the size for smooth edges. */
const SLOW: ReadonlySet<string> = new Set(['dunes', 'peaks', 'lines', 'bokeh', 'city', 'forest', 'deep', 'stage', 'cubes', 'embers', 'planet', 'pitch', 'sea', 'fields']);

/** Renditions: height of the picture without and with the strip, and how slices are cut so that one ends at the strip. */
const SIZES = [
  { suffix: '-360', width: 640, height: 320, full: 360, sliceMbs: 320, stripRows: 3, crf: 26 },
  { suffix: '-180', width: 320, height: 160, full: 180, sliceMbs: 80, stripRows: 2, crf: 26 },
] as const;

type Size = (typeof SIZES)[number];

/**
 * Constrained Baseline, one reference, one-second closed groups. Sliced threads make the encoder keep the loop filter
 * inside each slice, so that what stands below the last slice cannot change it.
 */
function encoderArguments(size: Size, target: string): string[] {
  const options = [
    'level=30', 'bframes=0', 'ref=1', 'weightp=0', `keyint=${String(RATE)}`, `min-keyint=${String(RATE)}`, 'scenecut=0', 'threads=2', 'sliced-threads=1',
    `slice-max-mbs=${String(size.sliceMbs)}`, 'rc-lookahead=25', 'colormatrix=bt709', 'colorprim=bt709', 'transfer=bt709',
  ];
  return ['-map', `[v${size.suffix}]`, '-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'slow', '-crf', String(size.crf), '-x264-params', options.join(':'), '-f', 'h264', target];
}

/** Keeps the parameter sets once and the slices above the strip. */
function withoutStrip(stream: Uint8Array, stripRows: number): Uint8Array {
  const units = splitAnnexB(stream);
  const typeOf = (unit: Uint8Array): number => (unit[0] ?? 0) & 31;
  const sequence = units.find((unit) => typeOf(unit) === NAL.sequence);
  const picture = units.find((unit) => typeOf(unit) === NAL.picture);
  if (sequence === undefined || picture === undefined) throw new Error('The encoder wrote no parameter sets');
  const sets = readParameterSets(sequence, picture);
  const firstStripMb = (sets.heightMbs - stripRows) * sets.widthMbs;
  const slices = units.filter((unit) => (typeOf(unit) === NAL.slice || typeOf(unit) === NAL.idrSlice) && readSliceHeader(unit, sets).firstMb < firstStripMb);
  return joinAnnexB([sequence, picture, ...slices]);
}

async function encode(plan: ClipPlan, folder: string, clipsDir: string): Promise<void> {
  const split = SIZES.map((size) => `[s${size.suffix}]`).join('');
  const filters = SIZES.map(
    (size) => `[s${size.suffix}]scale=${String(size.width)}:${String(size.height)}:flags=area:out_color_matrix=bt709:out_range=tv,format=yuv420p,pad=${String(size.width)}:${String(size.full)}:0:0:color=0x14161c[v${size.suffix}]`,
  );
  const targets = SIZES.flatMap((size) => encoderArguments(size, join(folder, `${plan.name}${size.suffix}.h264`)));
  const child = spawn('ffmpeg', ['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', '640x320', '-r', String(RATE), '-i', '-', '-filter_complex', [`[0:v]split=${String(SIZES.length)}${split}`, ...filters].join(';'), ...targets], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The encoder ended with ${String(code)}`));
    });
  });
  await runPage({
    page: '/pages/clip.html',
    roots: { '/pages/': 'scripts/sample/pages' },
    input: { ...plan, pal: PALETTES[plan.pal], frames: plan.seconds * RATE, w: 640, h: 320, over: SLOW.has(plan.scene) ? 1 : 2 },
    onResult: (_name, body) =>
      new Promise((resolve, reject) => {
        child.stdin.write(body, (error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
  });
  child.stdin.end();
  await ended;
  for (const size of SIZES) {
    const name = `${plan.name}${size.suffix}.h264`;
    const stream = await readFile(join(folder, name));
    const clip = withoutStrip(stream, size.stripRows);
    await checkClip({ clip, original: join(folder, name), folder, width: size.width, height: size.height, stripRows: size.stripRows });
    await writeFile(join(clipsDir, name), clip);
  }
}

/** One cell per second of the loop, four in a row. */
async function sprite(plan: ClipPlan, folder: string, thumbsDir: string): Promise<void> {
  const rows = Math.ceil(plan.seconds / 4);
  const filter = `crop=640:320:0:0,select='not(mod(n\\,${String(RATE)}))',scale=240:120,tile=4x${String(rows)}`;
  await runTool('ffmpeg', ['-v', 'error', '-y', '-i', join(folder, `${plan.name}-360.h264`), '-vf', filter, '-frames:v', '1', '-q:v', '5', join(thumbsDir, `${plan.name}.jpg`)]);
}

/** Draws and encodes background clips with their thumbnails into the media folder. */
export async function makeClips(plans: readonly ClipPlan[], mediaDir: string, say: (line: string) => void): Promise<void> {
  const clipsDir = join(mediaDir, 'clips');
  const thumbsDir = join(mediaDir, 'thumbs');
  await mkdir(clipsDir, { recursive: true });
  await mkdir(thumbsDir, { recursive: true });
  for (const plan of plans) {
    const folder = await mkdtemp(join(tmpdir(), 'hearth-clip-'));
    try {
      const began = Date.now();
      await encode(plan, folder, clipsDir);
      await sprite(plan, folder, thumbsDir);
      say(`${plan.name}: ${String(Math.round((Date.now() - began) / 1000))} s`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
