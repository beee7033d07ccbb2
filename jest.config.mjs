/**
 * Jest's projects: `unit` beside the sources (Node; views on a headless stage), `architecture` (shape of the project),
 * `contracts` (one suite per port and store over every implementation, and the harness's own tests), `machine` (needs browsers
 * and the finished build; files named *.spec.ts).
 */
// Jest runs every file in a sandbox whose global names are looked up through a proxy, in hot loops most of the time there is. Handed to each module as parameters
// they cost nothing. What tests replace (timers, Date, Intl, fetch, process) or packages declare for themselves (TextDecoder) is not among them.
const LANGUAGE = [
  'Array', 'ArrayBuffer', 'Boolean', 'DataView', 'Error', 'Float32Array', 'Float64Array', 'Infinity', 'Int16Array', 'Int32Array', 'Int8Array', 'JSON',
  'Map', 'Math', 'Number', 'Object', 'Promise', 'RangeError', 'RegExp', 'Set', 'String', 'Symbol', 'TypeError', 'Uint16Array', 'Uint32Array',
  'Uint8Array', 'WeakMap', 'isFinite', 'isNaN', 'parseFloat', 'parseInt',
];

const shared = {
  rootDir: import.meta.dirname,
  sandboxInjectedGlobals: LANGUAGE,
  testEnvironment: '<rootDir>/scripts/test-environment.mjs',
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', transform: { useDefineForClassFields: false } },
        module: { type: 'commonjs' },
      },
    ],
  },
  // These ship ES modules only, some of them nested in another package's node_modules (light-my-request's cookie).
  transformIgnorePatterns: ['/node_modules/(?!(?:.*/node_modules/)?(@lightningjs|@iptv|camelcase-keys|camelcase|map-obj|quick-lru|content-disposition|cookie|idb-keyval|pixelmatch|uqr)/)'],
  cacheDirectory: '<rootDir>/.cache/jest',
};

const under = (folders) => folders.map((folder) => `<rootDir>/${folder}`);

export default {
  // Checks share two processors with a browser's pictures: a test that hangs is told from one that waits for its turn by a minute, not by five seconds.
  testTimeout: process.env.CONTRACTS === 'long' ? 1_800_000 : 60_000,
  // What files leave behind adds up, and collecting garbage from a heap of two gigabytes was a third of the time: a worker that has grown makes way for a new one.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/scripts/test-order.mjs',
  projects: [
    { ...shared, displayName: 'unit', roots: under(['src', 'platforms', 'server', 'tizen', 'webos', 'scripts']), testMatch: ['**/*.test.ts'] },
    { ...shared, displayName: 'architecture', roots: under(['test/architecture']), testMatch: ['**/*.test.ts'] },
    {
      ...shared,
      displayName: 'contracts',
      roots: under(['test/bench', 'test/contracts', 'test/engines', 'test/fuzz', 'test/harness', 'test/load', 'test/simulators', 'test/tv']),
      testMatch: ['**/*.test.ts'],
    },
    { ...shared, displayName: 'machine', roots: under(['test']), testMatch: ['**/*.spec.ts'] },
  ],
};
