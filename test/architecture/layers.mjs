// @ts-check
/**
 * The one table of layers. ESLint's zones, the expectations on the tsconfigs and the checks of the tree all read it.
 *
 * @typedef {object} Layer
 * @property {string} name
 * @property {string} folder files of the layer; the longest matching folder decides
 * @property {'folder' | 'child'} unitDepth see {@link unitOf}: `folder` when the folder itself is the unit, `child` when each folder below is one
 * @property {string[]} imports names of the layers it may import beside itself
 * @property {string[]} packages packages of the registry it may import; a trailing `/` admits a whole scope
 * @property {boolean} [hasNode] whether Node's own modules are at hand
 * @property {string} tsconfig the runtime's configuration that compiles it
 */

const LIGHTNING = ['@lightningjs/core', '@lightningjs/sdk'];

/** @type {readonly Layer[]} */
export const LAYERS = [
  { name: 'core', folder: 'src/core', unitDepth: 'child', imports: [], packages: ['fflate'], tsconfig: 'core' },
  { name: 'ports', folder: 'src/ports', unitDepth: 'folder', imports: ['core'], packages: [], tsconfig: 'core' },
  { name: 'sources', folder: 'src/sources', unitDepth: 'child', imports: ['ports', 'core'], packages: ['@dailymotion/vast-client'], tsconfig: 'core' },
  { name: 'model', folder: 'src/model', unitDepth: 'child', imports: ['sources', 'ports', 'core'], packages: [], tsconfig: 'core' },
  { name: 'ui/theme', folder: 'src/ui/theme', unitDepth: 'folder', imports: ['core'], packages: [], tsconfig: 'ui' },
  { name: 'ui/engine', folder: 'src/ui/engine', unitDepth: 'folder', imports: ['ui/theme', 'ports', 'core'], packages: LIGHTNING, tsconfig: 'ui' },
  { name: 'ui/components', folder: 'src/ui/components', unitDepth: 'folder', imports: ['ui/engine', 'ui/theme', 'core'], packages: ['uqr'], tsconfig: 'ui' },
  { name: 'ui', folder: 'src/ui', unitDepth: 'child', imports: ['ui/components', 'ui/engine', 'ui/theme', 'model', 'ports', 'core'], packages: [], tsconfig: 'ui' },
  { name: 'app', folder: 'src/app', unitDepth: 'folder', imports: ['ui', 'ui/components', 'ui/engine', 'ui/theme', 'model', 'sources', 'ports', 'core'], packages: [], tsconfig: 'ui' },
  { name: 'platforms/common', folder: 'platforms/common', unitDepth: 'folder', imports: ['ports', 'core'], packages: ['idb-keyval', 'fflate', 'shaka-player', 'mpegts.js', 'mux.js'], tsconfig: 'platforms' },
  { name: 'platforms', folder: 'platforms', unitDepth: 'child', imports: ['platforms/common', 'ports', 'core'], packages: ['tizen-common-web', 'tizen-tv-webapis'], tsconfig: 'platforms' },
  { name: 'console', folder: 'server/console', unitDepth: 'folder', imports: ['core', 'scripts'], packages: [], tsconfig: 'console' },
  { name: 'phone', folder: 'server/phone', unitDepth: 'folder', imports: ['core'], packages: [], tsconfig: 'console' },
  { name: 'server', folder: 'server', unitDepth: 'child', imports: ['core', 'console'], packages: ['@fastify/rate-limit', '@fastify/static', '@node-rs/argon2', '@sinclair/typebox', 'better-sqlite3', 'pg', 'ioredis', 'stripe', 'aws4fetch', '@nats-io/', 'fastify', 'fflate', 'kysely', 'pino', 'uqr'], hasNode: true, tsconfig: 'server' },
  { name: 'webos/service', folder: 'webos/service', unitDepth: 'folder', imports: [], packages: ['webos-service'], hasNode: true, tsconfig: 'service' },
  { name: 'packers', folder: 'tizen', unitDepth: 'folder', imports: ['scripts'], packages: ['node-forge', 'fflate'], hasNode: true, tsconfig: 'server' },
  { name: 'packers', folder: 'webos', unitDepth: 'folder', imports: ['scripts'], packages: ['fflate', 'tar-stream', 'acorn', 'acorn-walk'], hasNode: true, tsconfig: 'server' },
  { name: 'scripts', folder: 'scripts', unitDepth: 'child', imports: ['core', 'server'], packages: ['@babel/core', '@jest/test-sequencer', '@rollup/', '@swc/core', 'acorn', 'acorn-walk', 'pngjs', 'rollup'], hasNode: true, tsconfig: 'server' },
  { name: 'test', folder: 'test', unitDepth: 'child', imports: ['*'], packages: ['*'], hasNode: true, tsconfig: 'test' },
];

/**
 * `platforms/<name>/main.ts` is where a television's app is put together: it alone may see `app`.
 * @type {Readonly<Record<string, string[]>>}
 */
const ENTRY_IMPORTS = { platforms: ['app'] };

/** Where a subpath import of package.json leads; `*` stands for the rest. */
export const ALIASES = Object.freeze({
  '#core/*': 'src/core/*/index.ts',
  '#ports': 'src/ports/index.ts',
  '#sources/*': 'src/sources/*/index.ts',
  '#model/*': 'src/model/*/index.ts',
  '#ui/*': 'src/ui/*/index.ts',
  '#app': 'src/app/index.ts',
  '#platforms/*': 'platforms/*/index.ts',
  '#server/*': 'server/*/index.ts',
  '#scripts/*': 'scripts/*/index.ts',
  '#test/*': 'test/*/index.ts',
});

/**
 * The layer of a file, `null` outside all of them (the files of the project's root).
 * @param {string} file path from the project's root, with forward slashes
 * @returns {Layer | null}
 */
export function layerOf(file) {
  let best = null;
  for (const layer of LAYERS) {
    if (file.startsWith(`${layer.folder}/`) && (best === null || layer.folder.length > best.folder.length)) best = layer;
  }
  return best;
}

/**
 * The folder a file belongs to and is entered through: `src/core/base`, `src/ports`, `server/store`.
 * @param {string} file
 */
export function unitOf(file) {
  const layer = layerOf(file);
  if (layer === null) return '';
  if (layer.unitDepth === 'folder') return layer.folder;
  const rest = file.slice(layer.folder.length + 1).split('/');
  return rest.length === 1 ? layer.folder : `${layer.folder}/${rest[0]}`;
}

/**
 * The file a subpath import leads to, `null` when package.json has none of that name.
 * @param {string} specifier
 */
export function resolveAlias(specifier) {
  for (const [pattern, target] of Object.entries(ALIASES)) {
    if (pattern === specifier) return target;
    const start = pattern.slice(0, -1);
    if (pattern.endsWith('*') && specifier.startsWith(start)) return target.replace('*', specifier.slice(start.length));
  }
  return null;
}

/** @param {string} file */
export function isTestFile(file) {
  return /\.(test|spec)\.ts$/.test(file) || file.startsWith('test/') || file.includes('/testing/');
}

/**
 * Why one file may not import from another layer, `null` when it may.
 * @param {string} file
 * @param {string} target
 */
export function layerProblem(file, target) {
  const from = layerOf(file);
  const to = layerOf(target);
  if (from === null || to === null) return null;
  if (to.name === 'test') return isTestFile(file) ? null : 'nothing imports test';
  if (from.imports.includes('*') || isTestFile(file)) return null;
  if (from.name === to.name && from.name !== 'platforms') return null;
  if (from.name === 'platforms' && to.name === 'platforms') {
    return unitOf(file) === unitOf(target) ? null : 'one television knows nothing of another: shared parts live in platforms/common';
  }
  const allowed = [...from.imports, ...(/\/main\.ts$/.test(file) ? (ENTRY_IMPORTS[from.name] ?? []) : [])];
  if (allowed.includes(to.name)) return null;
  return `${from.name} may import ${allowed.length === 0 ? 'no other layer' : allowed.join(', ')}, not ${to.name}`;
}

/**
 * Why a file may not import a package or one of Node's modules, `null` when it may.
 * @param {string} file
 * @param {string} specifier
 */
export function packageProblem(file, specifier) {
  const from = layerOf(file);
  // A program for Node stands where it belongs; only what is compiled travels to televisions.
  if (from === null || isTestFile(file) || file.endsWith('.mjs')) return null;
  if (specifier.startsWith('node:')) return from.hasNode === true ? null : `${from.name} runs on televisions, where Node's modules are missing`;
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  if (from.packages.some((allowed) => allowed === '*' || allowed === name || (allowed.endsWith('/') && name.startsWith(allowed)))) return null;
  if (LIGHTNING.includes(name)) return 'Lightning is known to src/ui/engine alone: import what you need from #ui/engine';
  return `${from.name} may not import the package ${name}; test/architecture/layers.mjs lists what it may`;
}
