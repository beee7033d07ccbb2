// What tests ask of a finished bundle; the index beside this folder brings Rollup, which the tests' sandbox cannot load.
export { usedNewerApis } from '../api-check';
export { FLOORS, MODERN_FLOOR } from '../floors';
export { WAIVED } from '../polyfills';
