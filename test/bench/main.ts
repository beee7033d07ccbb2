import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseWords, type BenchWish } from './arguments';
import { BENCHES } from './benches';
import { putSection, sectionName, toSection } from './document';
import { toResult, type Bench, type BenchOptions, type BenchResult } from './measurement';
import { formatResult } from './report';

const DOCUMENT = 'docs/performance.md';

const HELP = `npm run bench -- [names] [--size <n>] [--repeats <n>] [--ours-only] [--json] [--write] [--url <address>] [--screens <names>] [--profile]

${BENCHES.map((bench) => `  ${bench.name.padEnd(10)}${bench.about}`).join('\n')}

Without names all of them run. Numbers move with the machine: compare numbers of one run.
--ours-only leaves the libraries out, --write puts the numbers into ${DOCUMENT}, --json prints them for programs.
--screens home,live measures some screens of the app alone; --profile writes what its slowest keys and frames are spent on into .cache/bench/profiles.`;

/** The kind of machine, without its name. */
function machineText(): string {
  return `Node ${process.version}, ${String(cpus().length)} cores`;
}

const benchesFor = (wish: BenchWish): readonly Bench[] => BENCHES.filter(({ name }) => wish.names.length === 0 || wish.names.includes(name));

/** What the benchmarks a command line asks for need: the built app, the libraries of `peers/`. Nothing for words that say nothing sensible. */
export function needsOf(words: readonly string[]): readonly string[] {
  const wish = parseWords(words);
  if (typeof wish === 'string' || wish.isHelp) return [];
  const needs = new Set(benchesFor(wish).flatMap((bench) => bench.needs ?? []));
  if (wish.isOursOnly) needs.delete('peers');
  return [...needs];
}

async function runBench(bench: Bench, wish: BenchWish, say: (line: string) => void): Promise<BenchResult> {
  const options: BenchOptions = { url: wish.url, repeats: wish.repeats, size: wish.size, isOursOnly: wish.isOursOnly, screens: wish.screens, isProfiled: wish.isProfiled, say };
  return toResult(await bench.run(options));
}

/** Runs the named benchmarks, or all, and prints what they found. Resolves to the exit code; a missed mark does not fail. */
export async function runBenches(words: readonly string[], say: (line: string) => void): Promise<number> {
  const wish = parseWords(words);
  if (typeof wish === 'string' || wish.isHelp) {
    say(typeof wish === 'string' ? `${wish}.\n\n${HELP}` : HELP);
    return typeof wish === 'string' ? 1 : 0;
  }
  const unknown = wish.names.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    say(`No benchmark named ${unknown.join(', ')}.\n\n${HELP}`);
    return 1;
  }
  const progress = wish.isJson ? (): void => undefined : say;
  progress(`${machineText()} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}`);
  const results: Record<string, BenchResult> = {};
  for (const bench of benchesFor(wish)) {
    progress(`\n${bench.name}: ${bench.about}`);
    const result = await runBench(bench, wish, progress);
    results[bench.name] = result;
    for (const line of formatResult(result)) progress(line);
    if (wish.isWritten) writeFileSync(DOCUMENT, putSection(readFileSync(DOCUMENT, 'utf8'), sectionName(bench.name, wish.size), toSection(result, new Date(), machineText())));
  }
  if (wish.isJson) say(JSON.stringify({ machine: machineText(), results }, null, 2));
  return 0;
}

// `node dist/bench/bench.js …` runs what is built, without building anew.
if (process.argv[1] === import.meta.filename) {
  process.exitCode = await runBenches(process.argv.slice(2), (line) => console.log(line));
}
