import type { Brand, TizenUse } from '../scripts/brand';
import type { PackageFile, Problem } from '../scripts/packaging';

/**
 * What the app asks of the set; all of the public level, each one used: the network, remote keys beyond the basic six,
 * model and panel facts, connection state, protected streams, Samsung Checkout where the platform sells through it. The screen saver needs
 * none.
 */
export const PRIVILEGES = [
  'http://tizen.org/privilege/internet',
  'http://tizen.org/privilege/tv.inputdevice',
  'http://developer.samsung.com/privilege/productinfo',
  'http://developer.samsung.com/privilege/network.public',
  'http://developer.samsung.com/privilege/drmplay',
  'http://developer.samsung.com/privilege/billing',
] as const;

/** What only packages ask for whose brand uses it. The home screen's row is set by a service the app starts. */
const PRIVILEGES_OF_USE: Readonly<Record<TizenUse, readonly string[]>> = {
  voice: ['http://developer.samsung.com/privilege/voicecontrol', 'http://developer.samsung.com/privilege/microphone'],
  preview: ['http://tizen.org/privilege/application.launch'],
  'advertising-id': ['http://developer.samsung.com/privilege/adinfo'],
};

/** What the package of a brand asks for. */
export function privilegesOf(uses: Brand['tizen']['uses']): readonly string[] {
  return [...PRIVILEGES, ...uses.flatMap((use) => PRIVILEGES_OF_USE[use])];
}

/** Calls of these are made only where the packaged brand file says that they may be. */
const OPTIONAL = new Set(Object.values(PRIVILEGES_OF_USE).flat());

/**
 * Traces that guarded calls leave in a script: property names survive minification. A guarded call without its privilege
 * throws a SecurityError on the set, which no test in a browser shows.
 */
const TRACES: readonly (readonly [privilege: string, trace: RegExp])[] = [
  ['http://tizen.org/privilege/tv.inputdevice', /\btvinputdevice\b/],
  ['http://developer.samsung.com/privilege/productinfo', /\bproductinfo\b/],
  [
    'http://developer.samsung.com/privilege/network.public',
    /\bgetActiveConnectionType\b|\baddNetworkStateChangeListener\b/,
  ],
  ['http://developer.samsung.com/privilege/drmplay', /\bsetDrm\b/],
  ['http://developer.samsung.com/privilege/billing', /\bbuyItem\b/],
  ['http://developer.samsung.com/privilege/adinfo', /\bgetTIFA\b/],
  ['http://developer.samsung.com/privilege/widgetdata', /\bwidgetdata\b/],
  ['http://developer.samsung.com/privilege/voicecontrol', /\bvoiceinteraction\b/],
  ['http://developer.samsung.com/privilege/microphone', /\bvoiceinteraction\b/],
  ['http://tizen.org/privilege/application.launch', /\blaunchAppControl\b/],
  ['http://tizen.org/privilege/tv.window', /\btvwindow\b/],
  ['http://tizen.org/privilege/tv.audio', /\btvaudiocontrol\b/],
  ['http://tizen.org/privilege/download', /\btizen\.download\b/],
  ['http://tizen.org/privilege/alarm', /\btizen\.alarm\b/],
  ['http://tizen.org/privilege/filesystem.read', /\btizen\.filesystem\b/],
];

/** How the scripts of a package fit its privileges. */
export interface PrivilegeReport {
  /** Guarded calls whose privilege is not declared: the call throws on a television. */
  readonly problems: readonly Problem[];
  /** Declared privileges of whose use no script has a trace; the store asks for a reason. */
  readonly unused: readonly string[];
}

/** Compares the traces in the scripts with the declared privileges. `internet` needs no trace. */
export function checkPrivileges(
  files: readonly PackageFile[],
  declared: readonly string[] = PRIVILEGES,
): PrivilegeReport {
  const scripts = files
    .filter((file) => file.path.endsWith('.js'))
    .map((file) => Buffer.from(file.bytes).toString('utf8'));
  const used = TRACES.filter(([, trace]) => scripts.some((script) => trace.test(script))).map(
    ([privilege]) => privilege,
  );
  return {
    problems: used
      .filter((privilege) => !declared.includes(privilege) && !OPTIONAL.has(privilege))
      .map((privilege) => ({
        field: 'config.xml, tizen:privilege',
        reason: `lacks ${privilege}, which a script of the app needs`,
        example: `add it to PRIVILEGES in tizen/privileges.ts, or take the call out`,
      })),
    unused: declared.filter((privilege) => !used.includes(privilege) && TRACES.some(([known]) => known === privilege)),
  };
}
