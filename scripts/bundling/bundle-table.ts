import { FLOORS, MODERN_FLOOR, type AppName } from './floors';

/** What a bundle runs on, which decides syntax, polyfills and module form. */
export type BundleKind = 'modern' | 'legacy' | 'node' | 'injected';

/** Largest size of a bundle's scripts. A change that needs more says why in the table. */
export interface Budget {
  readonly rawBytes: number;
  readonly gzipBytes: number;
}

/** One thing Rollup builds. */
export interface BundleRecord {
  /** Name for reports and `--only`. */
  readonly name: string;
  /** Bundles of a group are built together by `--only <group>`. */
  readonly group: string;
  readonly kind: BundleKind;
  /** Output name (without ending) → source file. Scripts for pages have exactly one. */
  readonly entries: Readonly<Record<string, string>>;
  /** Output folder. */
  readonly folder: string;
  /** Oldest Chrome that has to run it; its polyfills follow from that. Absent for Node. */
  readonly chromeFloor?: number;
  /** Newest syntax the files may hold. */
  readonly ecmaVersion: 5 | 2017 | 2022;
  readonly budget?: Budget;
  /** A program for a thread of its own: one function, see `plugins/program-script.ts`. */
  readonly isProgram?: boolean;
  /** False keeps names and lines: for bundles that only tests load. */
  readonly isMinified?: boolean;
}

/** One kind of television: files that stand beside its bundles. */
export interface AppRecord {
  readonly name: AppName;
  readonly folder: string;
  /** Player libraries it may load. */
  readonly vendor: readonly VendorName[];
  /** Scripts of the set itself, before ours. */
  readonly hostScripts: readonly string[];
  /** Packages get their `brand.json` from the packager; the web build carries its own. */
  readonly hasBrandFile: boolean;
}

/** Player libraries, loaded only when a stream needs them. */
export type VendorName = 'shaka-player' | 'mpegts';

/** Where each player library comes from, its largest size, and what it is licensed under. */
export const VENDOR: Readonly<Record<VendorName, { readonly file: string; readonly licence: string; readonly budget: Budget }>> = {
  'shaka-player': {
    file: 'node_modules/shaka-player/dist/shaka-player.compiled.js',
    licence: 'node_modules/shaka-player/LICENSE',
    budget: { rawBytes: 860_000, gzipBytes: 290_000 },
  },
  mpegts: {
    file: 'node_modules/mpegts.js/dist/mpegts.js',
    licence: 'node_modules/mpegts.js/LICENSE',
    budget: { rawBytes: 300_000, gzipBytes: 85_000 },
  },
};

/** The televisions. */
export const APPS: readonly AppRecord[] = [
  { name: 'web', folder: 'dist/web', vendor: ['shaka-player', 'mpegts'], hostScripts: [], hasBrandFile: true },
  { name: 'tizen', folder: 'dist/tizen', vendor: [], hostScripts: ['$WEBAPIS/webapis/webapis.js'], hasBrandFile: false },
  { name: 'webos', folder: 'dist/webos', vendor: ['shaka-player', 'mpegts'], hostScripts: [], hasBrandFile: false },
];

const MODERN_BUDGET: Budget = { rawBytes: 750_000, gzipBytes: 220_000 };
/** ES5 is about a quarter longer, and carries the polyfills of its floor. */
const LEGACY_BUDGET: Budget = { rawBytes: 1_050_000, gzipBytes: 300_000 };

/** A part that is loaded when it is needed, in ES5 too. */
export const PART_BUDGET: Budget = { rawBytes: 180_000, gzipBytes: 60_000 };

/** The program has every reader and index there is; it runs in a thread of its own, long after the start. */
const PROGRAM_BUDGET: Budget = { rawBytes: 350_000, gzipBytes: 122_000 };
/** With the polyfills of its floor: a worker has none of the page's. */
const PROGRAM_LEGACY_BUDGET: Budget = { rawBytes: 440_000, gzipBytes: 148_000 };

/** The program that reads lists and guides; the same source for every television. */
const PROGRAM_SOURCE = 'platforms/common/background/program.ts';

function appBundles(app: AppRecord): BundleRecord[] {
  const source = `platforms/${app.name}/main.ts`;
  const program = { group: app.name, folder: app.folder, isProgram: true };
  return [
    {
      name: `${app.name}-modern`, group: app.name, kind: 'modern', entries: { 'app-modern': source }, folder: app.folder,
      chromeFloor: MODERN_FLOOR, ecmaVersion: 2017, budget: MODERN_BUDGET,
    },
    {
      name: `${app.name}-legacy`, group: app.name, kind: 'legacy', entries: { 'app-legacy': source }, folder: app.folder,
      chromeFloor: FLOORS[app.name], ecmaVersion: 5, budget: LEGACY_BUDGET,
    },
    {
      ...program, name: `${app.name}-program-modern`, kind: 'modern', entries: { 'ingest-program-modern': PROGRAM_SOURCE },
      chromeFloor: MODERN_FLOOR, ecmaVersion: 2017, budget: PROGRAM_BUDGET,
    },
    {
      ...program, name: `${app.name}-program-legacy`, kind: 'legacy', entries: { 'ingest-program-legacy': PROGRAM_SOURCE },
      chromeFloor: FLOORS[app.name], ecmaVersion: 5, budget: PROGRAM_LEGACY_BUDGET,
    },
  ];
}

/** Every bundle. A record whose sources are not written yet is left out by `rollup.config.ts`. */
export const BUNDLES: readonly BundleRecord[] = [
  ...APPS.flatMap(appBundles),
  {
    name: 'gallery', group: 'gallery', kind: 'modern', entries: { gallery: 'test/visual/gallery/main.ts' }, folder: 'dist/gallery',
    chromeFloor: MODERN_FLOOR, ecmaVersion: 2017, isMinified: false,
  },
  {
    name: 'server', group: 'server', kind: 'node', entries: { main: 'server/main.ts', import: 'server/import.ts', operator: 'server/operator.ts' }, folder: 'dist/server',
    ecmaVersion: 2022,
  },
  {
    name: 'console', group: 'server', kind: 'modern', entries: { console: 'server/console/main.ts' }, folder: 'dist/console',
    chromeFloor: 120, ecmaVersion: 2017,
  },
  {
    name: 'phone', group: 'server', kind: 'modern', entries: { phone: 'server/phone/main.ts' }, folder: 'dist/phone',
    chromeFloor: 120, ecmaVersion: 2017,
  },
  {
    name: 'tools', group: 'tools', kind: 'node',
    entries: {
      'package-tizen': 'tizen/package.ts', 'verify-tizen': 'tizen/verify.ts', 'install-tizen': 'tizen/install.ts',
      'package-webos': 'webos/package.ts', 'verify-webos': 'webos/verify.ts', 'install-webos': 'webos/install.ts',
      'brand-art': 'scripts/brand/draw.ts', 'make-sample': 'scripts/sample/index.ts', shoot: 'test/visual/shoot.ts',
      certify: 'test/visual/certify.ts', gallery: 'test/visual/serve-gallery.ts',
      'picture-judge': 'test/visual/picture-judge.ts',
    },
    folder: 'dist/tools', ecmaVersion: 2022,
  },
  {
    name: 'bench', group: 'tools', kind: 'node',
    entries: { bench: 'test/bench/main.ts', 'bench-child': 'test/bench/candidates/child.ts' },
    folder: 'dist/bench', ecmaVersion: 2022,
  },
  { name: 'tv', group: 'tools', kind: 'node', entries: { tv: 'test/tv/main.ts' }, folder: 'dist/tv', ecmaVersion: 2022 },
  { name: 'load', group: 'tools', kind: 'node', entries: { load: 'test/load/main.ts' }, folder: 'dist/load', ecmaVersion: 2022 },
  { name: 'soak', group: 'tools', kind: 'node', entries: { soak: 'test/soak/main.ts' }, folder: 'dist/soak', ecmaVersion: 2022 },
];
