// @ts-check
// `npm run test:chaos`: every journey on sets that misbehave, each ending as it should or with a plain message; what became of them is written
// into docs/engines.md. `-- --seeds 1,2,3` chooses the misbehaviour (default 1,2), `-- journeys guide` the journeys; other cells stay.
import { walkJourneys } from './engines/walk-journeys.mjs';
import { runPrepared } from './setup/run-built.mjs';

/** Columns of the table; others are walked and told, and not kept. */
const KEPT = ['1', '2'];
const words = process.argv.slice(2);
const at = words.indexOf('--seeds');
const seeds = (at === -1 ? KEPT.join(',') : (words[at + 1] ?? '')).split(',').filter((seed) => /^\d+$/.test(seed));
const journeys = words.filter((word, index) => /^[a-z-]+$/.test(word) && !word.startsWith('--') && (at === -1 || index !== at + 1));

await runPrepared({ only: ['web', 'tizen', 'webos', 'server'], needsBrowser: true }, async (root, say) => {
  let code = 0;
  for (const seed of seeds) {
    const column = `seed ${seed}`;
    const wish = { columns: KEPT.map((each) => `seed ${each}`), column, journeys, env: { TV_CHAOS: 'field', TV_SEED: seed }, say };
    code = Math.max(code, await walkJourneys(root, { ...wish, writer: 'test:chaos' }));
  }
  return code;
});
