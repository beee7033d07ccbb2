import { buildPlan } from './scripts/bundling';

/**
 * Every bundle of the project, from the table in `scripts/bundling/bundle-table.ts`. `npm run build` runs it with a cache; bare
 * Rollup needs help to read TypeScript:
 * `rollup -c rollup.config.ts --configPlugin @rollup/plugin-swc --configPlugin "node-resolve={extensions:['.ts']}"`
 */
export default buildPlan(import.meta.dirname);
