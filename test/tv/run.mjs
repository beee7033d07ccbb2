// @ts-check
// `npm run tv -- --tizen 5.0` or `--webos 6`: a simulated television in a browser, for people.
import { runBuilt } from '../../scripts/setup/run-built.mjs';

const words = process.argv.slice(2);
const family = words.includes('--webos') ? 'webos' : 'tizen';
const isAsking = words.includes('--help') || words.includes('--list');

await runBuilt({ only: isAsking ? ['tv'] : [family, 'server', 'tv'], program: 'tv/tv.js' }, ({ runTv }, _root, say) => runTv(words, say));
