/** What a command line asks for. */
export interface BenchWish {
  /** Benchmarks by name; empty: all. */
  readonly names: readonly string[];
  readonly url: string | null;
  readonly repeats: number | null;
  /** In the benchmark's unit; `20mb` means bytes. */
  readonly size: number | null;
  /** Words of the names of screens; empty: all. */
  readonly screens: readonly string[];
  readonly isProfiled: boolean;
  readonly isOursOnly: boolean;
  readonly isJson: boolean;
  /** Write the numbers into docs/performance.md. */
  readonly isWritten: boolean;
  readonly isHelp: boolean;
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, kb: 1e3, mb: 1e6, gb: 1e9 };

/** A number with an optional unit (`200000`, `200k`, `200mb`); `null` for anything else. */
export function parseSize(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)(kb?|mb?|gb)?$/i.exec(text.replace(/[_,]/g, ''));
  if (match === null) return null;
  const size = Math.round(Number(match[1]) * (UNITS[(match[2] ?? '').toLowerCase()] ?? NaN));
  return size > 0 ? size : null;
}

const FLAGS = ['--ours-only', '--json', '--write', '--profile', '--help'] as const;
const VALUES = ['--url', '--repeats', '--size', '--screens'] as const;

/** Reads the words of a command line; a text says what is wrong with them. */
export function parseWords(words: readonly string[]): BenchWish | string {
  const names: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (let i = 0; i < words.length; i += 1) {
    const [word = '', joined] = (words[i] ?? '').startsWith('--') ? (words[i] ?? '').split(/=(.*)/s) : [words[i] ?? ''];
    if (!word.startsWith('--')) {
      names.push(word);
    } else if ((FLAGS as readonly string[]).includes(word)) {
      flags.add(word);
    } else if ((VALUES as readonly string[]).includes(word)) {
      const value = joined ?? words[(i += 1)];
      if (value === undefined || value === '') return `${word} needs a value`;
      values.set(word, value);
    } else {
      return `No option ${word}`;
    }
  }
  const repeats = values.has('--repeats') ? parseSize(values.get('--repeats') ?? '') : null;
  const size = values.has('--size') ? parseSize(values.get('--size') ?? '') : null;
  if (values.has('--repeats') && repeats === null) return `--repeats takes a number, not ${values.get('--repeats') ?? ''}`;
  if (values.has('--size') && size === null) return `--size takes a number like 200000, 200k or 200mb, not ${values.get('--size') ?? ''}`;
  return {
    names, url: values.get('--url') ?? null, repeats, size,
    screens: (values.get('--screens') ?? '').split(',').filter((word) => word !== ''), isProfiled: flags.has('--profile'),
    isOursOnly: flags.has('--ours-only'), isJson: flags.has('--json'), isWritten: flags.has('--write'), isHelp: flags.has('--help'),
  };
}
