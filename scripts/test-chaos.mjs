// @ts-check
// `npm run test:chaos`: every journey on sets that misbehave, each ending as it should or with a plain message.
// `-- --seeds 1,2,3` chooses the misbehaviour (default 1,2), `-- journeys guide` the journeys.
import { renderJourneys } from './engines/journey-results.mjs';
import { walkJourneys } from './engines/walk-journeys.mjs';
import { runPrepared } from './setup/run-built.mjs';

const words = process.argv.slice(2);
const at = words.indexOf('--seeds');
const seeds = (at === -1 ? '1,2' : (words[at + 1] ?? '')).split(',').filter((seed) => /^\d+$/.test(seed));
const journeys = words.filter((word, index) => /^[a-z-]+$/.test(word) && !word.startsWith('--') && (at === -1 || index !== at + 1));

await runPrepared({ only: null, needsBrowser: true }, async (root, say) => {
  /** @type {Map<string, Map<string, string>>} */
  const ends = new Map();
  for (const seed of seeds) {
    for (const { journey, end } of await walkJourneys(root, journeys, { TV_CHAOS: 'field', TV_SEED: seed })) {
      ends.set(journey, (ends.get(journey) ?? new Map()).set(`seed ${seed}`, end));
    }
  }
  say(renderJourneys(seeds.map((seed) => `seed ${seed}`), ends));
  return [...ends.values()].some((row) => [...row.values()].includes('failed')) ? 1 : 0;
});
