import { readFileSync, readdirSync } from 'node:fs';

interface Running {
  readonly pid: number;
  readonly group: number;
  readonly words: readonly string[];
  /** Memory in use, pages. */
  readonly resident: number;
}

function read(pid: number): Running | null {
  try {
    const folder = `/proc/${String(pid)}`;
    const words = readFileSync(`${folder}/cmdline`, 'utf8').split(/[\0 ]/);
    // The fields after the name, which is in brackets and may hold anything: state, parent, group.
    const fields = readFileSync(`${folder}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
    return { pid, group: Number(fields[2]), words, resident: Number(readFileSync(`${folder}/statm`, 'utf8').split(' ')[1]) };
  } catch {
    // Gone meanwhile.
    return null;
  }
}

/**
 * Kills the process of the engine started with `profile` that runs the largest page, and nothing else. `false` where the system does not
 * tell (no `/proc`) or there is none.
 */
export function killPageProcess(profile: string): boolean {
  let names: readonly string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return false;
  }
  const running = names.filter((name) => /^\d+$/.test(name)).map((name) => read(Number(name))).filter((each): each is Running => each !== null);
  const engine = running.find((each) => each.words.includes(`--user-data-dir=${profile}`) && !each.words.some((word) => word.startsWith('--type=')));
  const pages = running.filter((each) => each.group === engine?.group && each.words.includes('--type=renderer'));
  const [largest] = pages.sort((a, b) => b.resident - a.resident);
  if (largest === undefined) return false;
  process.kill(largest.pid, 'SIGKILL');
  return true;
}
