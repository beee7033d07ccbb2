import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPageScript, KEY_LABELS, openPackageServer, packageConfig, PRESETS, simulatorScript, usesOf } from '#test/simulators';
import type { PackageServer } from '#test/simulators';
import type { TvOptions } from './read-options';

/** Addresses of the set beside its package. */
const PATHS = { page: '/__tv/', script: '/__tv/page.js', set: '/__tv/set.js' } as const;
const FOLDERS = ['test/tv/page', 'test/simulators/core'];

/** What the page is told of the set. */
export interface TvPageFacts {
  readonly family: 'tizen' | 'webos';
  readonly versions: readonly string[];
  readonly version: string;
  readonly chaos: string;
  readonly width: number;
  readonly height: number;
  readonly labels: Readonly<Record<string, string>>;
}

function versionsOf(family: string): readonly string[] {
  return PRESETS.filter((preset) => preset.family === family).map(({ id }) => id.slice(family.length + 1));
}

function factsOf(options: TvOptions, url: URL): TvPageFacts {
  const { family, preset } = options;
  const own = preset.id.slice(family.length + 1);
  const version = url.searchParams.get('version') ?? own;
  const { viewport } = PRESETS.find(({ id }) => id === `${family}-${version}`) ?? preset;
  const labels: Record<string, string> = {};
  for (const [key, label] of Object.entries(KEY_LABELS[family])) labels[key] = label;
  return { family, version, versions: versionsOf(family), chaos: url.searchParams.get('chaos') ?? options.chaos, width: viewport.width, height: viewport.height, labels };
}

/** JSON that may stand in a script element. */
function embedded(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}

/** The set's own script: says what engine it is, then makes the page a television. */
async function setScript(options: TvOptions, origin: string, url: URL): Promise<string> {
  const { family } = options;
  const facts = factsOf(options, url);
  const config = family === 'tizen' ? { configXml: packageConfig(join(process.cwd(), 'dist', family), usesOf(family, facts.version)) } : {};
  const script = await simulatorScript({ family, version: facts.version, chaos: facts.chaos === 'field' ? 'field' : 'calm', packageOrigin: origin, ...config });
  const preset = PRESETS.find(({ id }) => id === `${family}-${facts.version}`) ?? options.preset;
  return `Object.defineProperty(Navigator.prototype, 'userAgent', { configurable: true, get: function () { return ${embedded(preset.userAgent)}; } });\n${script}`;
}

/**
 * Serves the app built for a set, on a simulated one, in a page with its remote, for people and their browser. Rejects when
 * `dist` holds no build or the port is taken. Whoever opens closes.
 */
export async function openTv(options: TvOptions, platformUrl: string, root = process.cwd()): Promise<PackageServer> {
  const page = readFileSync(join(root, 'test/tv/page/tv.html'), 'utf8');
  let origin = '';
  const server = await openPackageServer(join(root, 'dist', options.family), platformUrl, {
    port: options.port,
    // The newest package there is; an older set has fewer of the interfaces.
    uses: usesOf(options.family, '10.0'),
    head: ({ search }) => `<script src="${PATHS.set}${search}"></script>`,
    async answer(url) {
      if (url.pathname === '/' || url.pathname === PATHS.page) return { type: 'text/html; charset=utf-8', body: page.replace('/*facts*/', `var facts = ${embedded(factsOf(options, url))};`) };
      const type = 'text/javascript; charset=utf-8';
      if (url.pathname === PATHS.script) return { type, body: await buildPageScript({ entry: 'test/tv/page/tv-page.ts', name: '__tv', folders: FOLDERS }, root) };
      return url.pathname === PATHS.set ? { type, body: await setScript(options, origin, url) } : null;
    },
  });
  ({ origin } = server);
  return { ...server, url: `${server.origin}${PATHS.page}` };
}
