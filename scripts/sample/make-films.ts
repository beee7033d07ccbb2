import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ASSET_LANGUAGES, assetsOf, MediaFiles, RENDITIONS, TitleStream, type Asset } from '../../server/media/compose';
import { sampleCatalog } from '../../server/sample';
import { runTool } from './run-tool';

/** Entry pictures every two seconds, so that DASH segments of four begin with one; no reordering of pictures. */
const ENCODER = ['-c:v', 'libx264', '-profile:v', 'main', '-preset', 'slow', '-bf', '0', '-g', '50', '-keyint_min', '50', '-sc_threshold', '0', '-pix_fmt', 'yuv420p'];
const QUALITY: Readonly<Record<string, string>> = { '360p': '29', '180p': '28' };
const MP4 = ['-movflags', '+faststart', '-fflags', '+bitexact', '-map_metadata', '-1'];

async function composePictures(stream: TitleStream, name: string, target: string): Promise<void> {
  const rendition = RENDITIONS.find((one) => one.name === name);
  if (rendition === undefined) throw new Error(`No rendition ${name}`);
  const parts: Uint8Array[] = [];
  for (let second = 0; second < stream.asset.seconds; second += 1) parts.push(...stream.videoUnits(second, rendition).map((unit) => unit.bytes));
  await writeFile(target, Buffer.concat(parts));
}

async function composeSound(stream: TitleStream, language: string, target: string): Promise<void> {
  const parts: Uint8Array[] = [];
  for (let second = 0; second < stream.asset.seconds; second += 1) parts.push(...stream.audioUnits(second, language).map((unit) => unit.bytes));
  await writeFile(target, Buffer.concat(parts));
}

async function makeFilm(asset: Asset, files: MediaFiles, folder: string, target: string): Promise<void> {
  const stream = new TitleStream(asset, files);
  const source = (name: string): string => join(folder, name);
  await mkdir(target, { recursive: true });
  for (const name of ['360p', '180p']) await composePictures(stream, name, source(`${name}.h264`));
  for (const { language } of ASSET_LANGUAGES) await composeSound(stream, language, source(`${language}.aac`));
  const picture = (name: string): string[] => ['-v', 'error', '-y', '-r', '25', '-i', source(`${name}.h264`)];
  const encode = (name: string): string[] => [...ENCODER, '-crf', QUALITY[name] ?? '28'];
  await runTool('ffmpeg', [...picture('360p'), '-i', source('en.aac'), '-map', '0:v', '-map', '1:a', ...encode('360p'), '-c:a', 'copy', '-bsf:a', 'aac_adtstoasc', ...MP4, join(target, 'file.mp4')]);
  await runTool('ffmpeg', [...picture('180p'), '-map', '0:v', ...encode('180p'), ...MP4, join(target, 'low.mp4')]);
  for (const { language } of ASSET_LANGUAGES.slice(1)) {
    await runTool('ffmpeg', ['-v', 'error', '-y', '-i', source(`${language}.aac`), '-c:a', 'copy', '-bsf:a', 'aac_adtstoasc', ...MP4, join(target, `${language}.mp4`)]);
  }
}

/** Writes the files of every short film of the catalogue; clips, music and speech must be there. */
export async function makeFilms(mediaDir: string, say: (line: string) => void): Promise<void> {
  const files = new MediaFiles(mediaDir);
  for (const asset of assetsOf(sampleCatalog()).values()) {
    if (!asset.isShortFilm) continue;
    const folder = await mkdtemp(join(tmpdir(), 'hearth-film-'));
    try {
      await makeFilm(asset, files, folder, join(mediaDir, 'films', asset.id));
      say(asset.id);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
