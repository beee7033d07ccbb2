import { runStorageSoak } from './storage-soak';

function numberOption(words: readonly string[], name: string, fallback: number): number {
  const at = words.indexOf(name);
  return at === -1 ? fallback : Number(words[at + 1]);
}

/** `npm run soak:storage -- --kills 1000 --seed 1`. Resolves to the exit code. */
export async function runSoak(words: readonly string[], say: (line: string) => void): Promise<number> {
  const kills = numberOption(words, '--kills', 100);
  const seed = numberOption(words, '--seed', 1);
  say(`storage: ${String(kills)} kills, seed ${String(seed)}`);
  const result = await runStorageSoak({ kills, seed, evidence: '.cache/soak', say });
  say(`${String(result.kills)} kills in ${(result.elapsedMs / 1000).toFixed(0)} s, ${String(result.pageKills)} of the page's process alone; ${String(result.confirmed)} catalogues confirmed, ${String(result.stalls)} starts that had to be repeated`);
  say(`the old catalogue was found ${String(result.foundOld)} times, the new one ${String(result.foundNew)} times, with a preview first ${String(result.previewed)} times`);
  if (result.deletions > 0) say(`the engine deleted its own damaged database ${String(result.deletions)} times; the app began anew`);
  for (const fault of result.faults) say(`FAULT ${fault}`);
  say(result.faults.length === 0 ? 'never neither, never a mixture' : `${String(result.faults.length)} faults`);
  return result.faults.length === 0 ? 0 : 1;
}
