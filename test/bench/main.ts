import { cpus } from 'node:os';
import { BENCHES } from './benches';
import { formatMeasurements, type BenchOptions } from './measurement';

const HELP = `npm run bench -- [names] [--url <address>] [--repeats <n>]

${BENCHES.map((bench) => `  ${bench.name.padEnd(10)}${bench.about}`).join('\n')}

Without names all of them run. Numbers move with the machine: compare numbers of one run.`;

function optionOf(words: readonly string[], name: string): string | null {
  const index = words.indexOf(name);
  return index === -1 ? null : (words[index + 1] ?? '');
}

/** Runs the named benchmarks, or all, and prints what they found. Resolves to the exit code; a missed budget does not fail. */
export async function runBenches(words: readonly string[], say: (line: string) => void): Promise<number> {
  if (words.includes('--help')) {
    say(HELP);
    return 0;
  }
  const values = new Set(['--url', '--repeats'].map((name) => optionOf(words, name)));
  const names = words.filter((word) => !word.startsWith('--') && !values.has(word));
  const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    say(`No benchmark named ${unknown.join(', ')}.\n\n${HELP}`);
    return 1;
  }
  const options: BenchOptions = { url: optionOf(words, '--url'), repeats: Number(optionOf(words, '--repeats') ?? 5), say };
  const [cpu] = cpus();
  say(`Node ${process.version}, ${String(cpus().length)} x ${cpu?.model.trim() ?? 'unknown processor'}`);
  for (const bench of BENCHES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    say(`\n${bench.name}: ${bench.about}`);
    for (const line of formatMeasurements(await bench.run(options))) say(line);
  }
  return 0;
}
