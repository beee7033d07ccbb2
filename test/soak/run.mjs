// @ts-check
// `npm run soak:storage -- --kills 1000 --seed 1`: stores catalogues in a real browser and kills it again and again.
import { runBuilt } from '../../scripts/setup/run-built.mjs';

await runBuilt({ only: ['soak'], program: 'soak/soak.js', isQuiet: true, needsBrowser: true }, ({ runSoak }, _root, say) => runSoak(process.argv.slice(2), say));
