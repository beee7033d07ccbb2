import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitAdts } from '../../server/media/audio';
import { renderPhrase, type Phrase } from './synth';
import { runTool } from './run-tool';

/** Length of a loop; a multiple of 8 s is a whole number of AAC frames. */
const LOOP_SECONDS = 8;
const RATE = 48_000;
const FRAMES = (LOOP_SECONDS * RATE) / 1024;

function wav(samples: Float32Array, channels: number): Buffer {
  const data = Buffer.alloc(44 + samples.length * 2);
  data.write('RIFF', 0, 'latin1');
  data.writeUInt32LE(36 + samples.length * 2, 4);
  data.write('WAVEfmt ', 8, 'latin1');
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(channels, 22);
  data.writeUInt32LE(RATE, 24);
  data.writeUInt32LE(RATE * channels * 2, 28);
  data.writeUInt16LE(channels * 2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36, 'latin1');
  data.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((value, index) => data.writeInt16LE(Math.max(-32_767, Math.min(32_767, Math.round(value * 32_767))), 44 + index * 2));
  return data;
}

function repeated(samples: Float32Array, times: number): Float32Array {
  const all = new Float32Array(samples.length * times);
  for (let index = 0; index < times; index += 1) all.set(samples, index * samples.length);
  return all;
}

/**
 * Composes and encodes one loop per phrase. The loop is encoded three times in a row and the middle taken, so that its first
 * frame follows its last without a click.
 */
export async function makeMusic(phrases: readonly Phrase[], mediaDir: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-music-'));
  await mkdir(join(mediaDir, 'audio'), { recursive: true });
  try {
    for (const phrase of phrases) {
      const samples = renderPhrase(phrase, LOOP_SECONDS, RATE);
      const source = join(folder, 'loop.wav');
      await writeFile(source, wav(repeated(samples, 3), 2));
      const stream = await runTool('ffmpeg', ['-v', 'error', '-i', source, '-c:a', 'aac', '-b:a', '64k', '-cutoff', '15000', '-f', 'adts', '-']);
      const frames = splitAdts(stream).slice(FRAMES + 1, 2 * FRAMES + 1);
      if (frames.length !== FRAMES) throw new Error(`${phrase.name}: ${String(frames.length)} frames`);
      await writeFile(join(mediaDir, 'audio', `${phrase.name}.aac`), Buffer.concat(frames));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
