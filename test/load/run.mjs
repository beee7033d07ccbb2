// @ts-check
// `npm run load -- --sets 200 --nodes 2 --seconds 30 --database postgres`: many simulated sets against the built platform.
import { runBuilt } from '../../scripts/setup/run-built.mjs';

await runBuilt({ only: ['server', 'load'], program: 'load/load.js', isQuiet: true }, ({ runLoad }, _root, say) => runLoad(process.argv.slice(2), say));
