import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { hearth } from './test/architecture/eslint-rules/index.mjs';

const TYPESCRIPT = ['**/*.ts'];
const TESTS = ['**/*.test.ts', '**/*.spec.ts', 'test/**/*.ts', '**/testing/**/*.ts'];
/** What a television's app is made of: strictest. */
const TELEVISION = ['src/**/*.ts', 'platforms/**/*.ts'];
const EXPORTS_HAVE_NAMES = { selector: 'ExportDefaultDeclaration', message: 'Exports have names: no default export.' };

export default tseslint.config(
  // The last is Rollup's own, written and taken away while it reads its configuration.
  { ignores: ['node_modules/', 'dist/', '.cache/', '.data/', 'coverage/', 'static/', 'rollup.config-*.mjs', 'src/core/playlist/kernel/assembly/', 'webos/service/dash-manifest.js'] },
  eslint.configs.recommended,
  {
    plugins: { hearth },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'hearth/layers': 'error',
      'hearth/names': 'error',
      'hearth/export-docs': 'error',
      'no-restricted-syntax': ['error', EXPORTS_HAVE_NAMES],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 5],
      'max-depth': ['error', 4],
      // Parsers name control characters on purpose.
      'no-control-regex': 'off',
    },
  },
  {
    files: TYPESCRIPT,
    // What needs types is checked by oxlint (.oxlintrc.json), in a tenth of the time.
    extends: [tseslint.configs.strict],
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-this-alias': 'off',
      // oxlint's as well.
      '@typescript-eslint/no-unused-vars': 'off',
    },
  },
  {
    files: TELEVISION,
    languageOptions: { globals: globals.browser },
    rules: {
      'hearth/ports-own-time': 'error', 'hearth/view-fields': 'error', 'hearth/key-handlers': 'error',
      'no-restricted-syntax': [
        'error',
        EXPORTS_HAVE_NAMES,
        {
          // For the stack of such an error the engine reads the whole script a second time: a sixth of a second where a set starts.
          selector: 'Program > :matches(VariableDeclaration, ExportNamedDeclaration) NewExpression[callee.name=/Error$/]:not(:function NewExpression)',
          message: 'Make errors when something failed, not while the script runs.',
        },
      ],
    },
  },
  {
    files: TESTS,
    rules: {
      'max-lines': ['error', { max: 1000, skipBlankLines: true, skipComments: true }],
      // A suite is one function around its tests.
      'max-lines-per-function': 'off',
      'no-console': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      'max-params': 'off',
      'no-restricted-syntax': ['error', EXPORTS_HAVE_NAMES],
    },
  },
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: globals.node } },
  // Pages that draw the sample's pictures.
  { files: ['scripts/sample/pages/**/*.js'], languageOptions: { globals: globals.browser } },
  {
    // Runs on televisions from Node 0.12 and Chrome 38 on: ECMAScript 5, CommonJS or plain script.
    files: ['webos/service/**/*.js', 'tizen/*.js', 'scripts/bundling/boot/*.js', 'test/engines/old-v8-drive.js'],
    languageOptions: { ecmaVersion: 5, sourceType: 'script', globals: { ...globals.commonjs, ...globals.node, ...globals.browser } },
    rules: { 'no-var': 'off', 'prefer-const': 'off', 'no-redeclare': 'off', 'no-undef': 'off', 'no-unused-vars': ['error', { caughtErrors: 'none' }] },
  },
  {
    // Front doors of tools that take a default export only, and programs that talk to a terminal.
    files: ['eslint.config.js', 'rollup.config.ts', 'jest.config.mjs', 'scripts/**/*', 'tizen/**/*', 'webos/*', 'webos/**/testing/*', 'server/main.ts', 'server/import.ts', 'test/bench/**/*', 'test/fuzz/**/*', 'test/soak/**/*', 'test/tv/*.mjs', 'test/visual/*.mjs'],
    rules: { 'no-console': 'off' },
  },
  { files: ['eslint.config.js', 'rollup.config.ts', 'jest.config.mjs', 'scripts/test-order.mjs', 'scripts/test-environment.mjs'], rules: { 'no-restricted-syntax': 'off' } },
  // Typings of packages describe what others wrote.
  { files: ['**/*.d.ts'], rules: { 'no-restricted-syntax': 'off', 'hearth/export-docs': 'off', 'hearth/view-fields': 'off' } },
  prettier,
);
