/** What a load test is asked for. */
export interface LoadOptions {
  readonly sets: number;
  readonly nodes: number;
  readonly seconds: number;
  readonly database: 'sqlite' | 'postgres';
  /** What is ended with `kill -9` in the middle. */
  readonly kill: 'node' | 'database' | 'nothing';
}

const KILLS: ReadonlyArray<LoadOptions['kill']> = ['node', 'database', 'nothing'];

const DEFAULTS: LoadOptions = { sets: 100, nodes: 1, seconds: 20, database: 'sqlite', kill: 'node' };
const MOST = { sets: 5000, nodes: 8, seconds: 3600 } as const;

function numberOf(name: keyof typeof MOST, text: string | undefined): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > MOST[name]) {
    throw new RangeError(`--${name} is ${text ?? 'missing'}; it must be a whole number from 1 to ${String(MOST[name])}, for example --${name} 50`);
  }
  return value;
}

/** Reads `--sets`, `--nodes`, `--seconds`, `--database` and `--kill`; throws a `RangeError` that says what would do. */
export function readOptions(words: readonly string[]): LoadOptions {
  let options = DEFAULTS;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    at += 1;
    const value = words[at];
    const kill = KILLS.find((each) => each === value);
    if (word === '--sets' || word === '--nodes' || word === '--seconds') {
      const name = word.slice(2) as keyof typeof MOST;
      options = { ...options, [name]: numberOf(name, value) };
    } else if (word === '--database' && (value === 'sqlite' || value === 'postgres')) options = { ...options, database: value };
    else if (word === '--kill' && kill !== undefined) options = { ...options, kill };
    else throw new RangeError(`${String(word)} is not known; there are --sets, --nodes, --seconds, --database sqlite|postgres and --kill node|database|nothing`);
  }
  if (options.nodes > 1 && options.database === 'sqlite') throw new RangeError('several nodes need --database postgres');
  if (options.kill === 'database' && options.database === 'sqlite') throw new RangeError('a file has no process of its own: --kill database needs --database postgres');
  return options;
}
