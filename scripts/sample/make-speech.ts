import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitAdts } from '../../server/media/audio';
import { runTool } from './run-tool';

/** Phrases per language: enough for films of three hours. */
const MINUTES = 180;

const VOICES: ReadonlyArray<{ readonly language: string; readonly voice: string; readonly text: (minute: number) => string }> = [
  { language: 'en', voice: 'en-gb', text: (minute) => `Minute ${String(minute)}.` },
  { language: 'de', voice: 'de', text: (minute) => `Minute ${String(minute)}.` },
];

/** Silence around the words: frames can then be put next to any other silence. */
const FILTER = 'silenceremove=start_periods=1:start_threshold=-50dB,areverse,silenceremove=start_periods=1:start_threshold=-50dB,areverse,volume=0.7,aresample=48000,adelay=90:all=1,apad=pad_dur=0.14';

/** Speaks the minutes of a film in every language, as one stream of AAC frames with an index of frame counts. */
export async function makeSpeech(mediaDir: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-speech-'));
  await mkdir(join(mediaDir, 'speech'), { recursive: true });
  try {
    for (const { language, voice, text } of VOICES) {
      const index: Record<string, number> = {};
      const frames: Uint8Array[] = [];
      for (let minute = 0; minute < MINUTES; minute += 1) {
        const spoken = join(folder, 'word.wav');
        await runTool('espeak-ng', ['-v', voice, '-s', '150', '-w', spoken, text(minute)]);
        const stream = await runTool('ffmpeg', ['-v', 'error', '-i', spoken, '-af', FILTER, '-ac', '2', '-c:a', 'aac', '-b:a', '32k', '-f', 'adts', '-']);
        const own = splitAdts(stream);
        index[String(minute)] = own.length;
        frames.push(...own);
      }
      await writeFile(join(mediaDir, 'speech', `${language}.aac`), Buffer.concat(frames));
      await writeFile(join(mediaDir, 'speech', `${language}.json`), `${JSON.stringify(index)}\n`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
