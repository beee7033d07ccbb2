import { findPreset, PRESETS } from '#test/simulators';
import type { TelevisionPreset } from '#test/simulators';

/** Which set is shown, and against which platform. */
export interface TvOptions {
  readonly family: 'tizen' | 'webos';
  readonly preset: TelevisionPreset;
  readonly chaos: 'calm' | 'field';
  /** Address of a running platform; empty: one is started. */
  readonly platformUrl: string;
  readonly port: number;
}

/** What the command understands. */
export const HELP = `npm run tv -- [--tizen <version> | --webos <version>] [--chaos] [--platform <address>] [--port <number>] [--list]

  --tizen 5.0       a Samsung set; default: Tizen 6.0
  --webos 6         an LG set
  --chaos           the set misbehaves as owners report it
  --platform <url>  a running platform (npm start); default: one of its own with the sample catalogue
  --port <number>   where the page is served; default 8090
  --list            the models there are`;

const DEFAULT_PORT = 8090;
const DEFAULT_VERSIONS = { tizen: '6.0', webos: '6' } as const;

/** The models there are, a line each. */
export function listModels(): readonly string[] {
  return PRESETS.map(({ id, engineMajor, memoryMb }) => `${id.padEnd(14)} Chrome ${String(engineMajor).padEnd(4)} ${String(memoryMb)} MB`);
}

/** Reads the words of the command line. Throws an Error whose message says what is wrong and what there is. */
export function readTvOptions(words: readonly string[]): TvOptions {
  const valueOf = (name: string): string | null => {
    const at = words.indexOf(name);
    const value = at < 0 ? undefined : words[at + 1];
    return value === undefined || value.startsWith('--') ? null : value;
  };
  const known = ['--tizen', '--webos', '--chaos', '--platform', '--port'];
  const odd = words.find((word) => word.startsWith('--') && known.indexOf(word) < 0);
  if (odd !== undefined) throw new Error(`What is ${odd}?\n\n${HELP}`);
  const family = words.indexOf('--webos') < 0 ? 'tizen' : 'webos';
  if (words.indexOf('--webos') >= 0 && words.indexOf('--tizen') >= 0) throw new Error('One set at a time: --tizen or --webos.');
  const platformUrl = valueOf('--platform') ?? '';
  if (platformUrl !== '' && !/^https?:\/\/[^/]+\/?$/.test(platformUrl)) throw new Error(`--platform needs the address of a platform, as http://192.168.1.20:8080, and not ${platformUrl}`);
  const port = Number(valueOf('--port') ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port needs a number from 0 to 65535.');
  return {
    family, port,
    preset: findPreset(family, valueOf(`--${family}`) ?? DEFAULT_VERSIONS[family]),
    chaos: words.indexOf('--chaos') < 0 ? 'calm' : 'field',
    platformUrl: platformUrl.replace(/\/$/, ''),
  };
}
