import { PackagingError } from './problem';

/** Where a packaging command writes what a person shall read. */
export interface CommandOutput {
  out(line: string): void;
  err(line: string): void;
}

/** One option of a command: its default (`null`: none) and one line of help. */
export interface OptionSpec {
  readonly value: string | null;
  readonly help: string;
}

/**
 * Reads `--name value` and `--name=value`; other words are left as operands. Throws {@link PackagingError} for an unknown
 * option or a missing value, naming the known ones.
 */
export function parseCommandLine<Name extends string>(
  argv: readonly string[],
  specs: Readonly<Record<Name, OptionSpec>>,
): { readonly options: Readonly<Record<Name, string | null>>; readonly operands: readonly string[] } {
  const names = Object.keys(specs) as Name[];
  const options = Object.fromEntries(names.map((name) => [name, specs[name].value])) as Record<Name, string | null>;
  const operands: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (!word.startsWith('--')) {
      operands.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = names.find((known) => known === word.slice(2, equals === -1 ? undefined : equals));
    const value = equals === -1 ? argv[(index += 1)] : word.slice(equals + 1);
    if (name === undefined || value === undefined) {
      throw new PackagingError('The command was not understood:', [
        {
          field: word,
          reason: name === undefined ? 'is not an option of this command' : 'needs a value',
          example: names.map((known) => `--${known} …`).join(' '),
        },
      ]);
    }
    options[name] = value;
  }
  return { options, operands };
}

/** Help text of a command: usage line, then one line per option. */
export function formatHelp(usage: string, specs: Readonly<Record<string, OptionSpec>>): string {
  const rows = Object.entries(specs).map(
    ([name, spec]) => `  --${name.padEnd(14)}${spec.help}${spec.value === null ? '' : ` (default ${spec.value})`}`,
  );
  return [usage, ...rows].join('\n');
}

/**
 * Runs a command's body and turns its end into an exit code: 0, or 1 after a problem a person can mend. A bug keeps its
 * stack: it is thrown on.
 */
export function runCommand(io: CommandOutput, body: () => number): number {
  try {
    return body();
  } catch (error) {
    return reportProblem(io, error);
  }
}

/** {@link runCommand} for a body that waits. */
export async function runAsyncCommand(io: CommandOutput, body: () => Promise<number>): Promise<number> {
  try {
    return await body();
  } catch (error) {
    return reportProblem(io, error);
  }
}

function reportProblem(io: CommandOutput, error: unknown): number {
  if (!(error instanceof PackagingError)) throw error;
  io.err(error.message);
  return 1;
}
