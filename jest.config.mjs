/** Jest projects: quick unit tests (node), views on the headless Lightning stage, and everything that needs a machine. */
const shared = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: [],
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', transform: { useDefineForClassFields: false } },
        module: { type: 'commonjs' },
      },
    ],
  },
  // Lightning and uqr ship ES modules only.
  transformIgnorePatterns: ['/node_modules/(?!(@lightningjs|uqr|idb-keyval|pixelmatch)/)'],
  cacheDirectory: '<rootDir>/.cache/jest',
};

const unit = ['<rootDir>/src', '<rootDir>/platforms', '<rootDir>/server', '<rootDir>/tizen', '<rootDir>/webos', '<rootDir>/scripts'];

export default {
  projects: [
    { ...shared, displayName: 'unit', roots: unit, testMatch: ['**/*.test.ts'] },
    { ...shared, displayName: 'contracts', roots: ['<rootDir>/test/contracts', '<rootDir>/test/harness', '<rootDir>/test/simulators', '<rootDir>/test/architecture'], testMatch: ['**/*.test.ts'] },
    { ...shared, displayName: 'machine', roots: ['<rootDir>/test'], testMatch: ['**/*.spec.ts'] },
  ],
};
