import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildInjectedScript } from './build-script';
import { CALM, FIELD } from './core/chaos';
import type { ChaosHabits } from './core/chaos';
import { findPreset } from './core/presets';
import type { TelevisionConfig } from './core/television';
import { engineMask } from './engine-mask';
import { usesOf } from './package-server';
import type { PackageUse } from './package-server';
import { readConfigXml } from './tizen/read-config-xml';

/** What a tester may choose; everything else has the value of an ordinary set. */
export interface SimulatorOptions extends Partial<Omit<TelevisionConfig, 'preset' | 'chaos' | 'mask'>> {
  readonly family: 'tizen' | 'webos';
  /** As it is sold: `5.0`, `6`, `22`. */
  readonly version: string;
  /** `calm` (default), `field`, or single habits. */
  readonly chaos?: 'calm' | 'field' | Partial<ChaosHabits>;
  /** Hides what the model's engine lacks; for running an old model in a new engine. Default false. */
  readonly isMasked?: boolean;
  /** What the package on a Samsung set uses besides, as its brand says; default all that such a set knows. */
  readonly uses?: readonly PackageUse[];
  /** The config.xml of the package on a Samsung set, whose network, privileges and app control then are the set's; default those of ours. */
  readonly configXml?: string;
}

/** Public privileges of our package; calls without theirs are refused as on the set. */
const PRIVILEGES = [
  'http://tizen.org/privilege/internet', 'http://tizen.org/privilege/tv.inputdevice', 'http://developer.samsung.com/privilege/productinfo',
  'http://developer.samsung.com/privilege/network.public', 'http://developer.samsung.com/privilege/drmplay',
];
/** And what packages have that use more. */
const PRIVILEGES_OF_USE: Readonly<Record<PackageUse, readonly string[]>> = {
  voice: ['http://developer.samsung.com/privilege/voicecontrol', 'http://developer.samsung.com/privilege/microphone'],
  preview: ['http://tizen.org/privilege/application.launch'],
  'advertising-id': ['http://developer.samsung.com/privilege/adinfo'],
};
const FIVE_MINUTES_MS = 300_000;

/** The set a tester's options describe. Throws for an unknown version. */
export function televisionConfig(options: SimulatorOptions): TelevisionConfig {
  const { family, version, chaos, isMasked, uses = usesOf(family, version), configXml, ...more } = options;
  const preset = findPreset(family, version);
  const habits = chaos === 'field' ? FIELD : typeof chaos === 'object' ? { ...CALM, ...chaos } : CALM;
  return {
    preset,
    chaos: habits,
    seed: 1,
    decoder: 'auto',
    mask: isMasked === true ? engineMask(preset.engineMajor) : [],
    isVoiceGuideOn: false,
    screenSaverAfterMs: FIVE_MINUTES_MS,
    privileges: PRIVILEGES.concat(uses.flatMap((use) => PRIVILEGES_OF_USE[use])),
    keepsPageOnAppControl: true,
    access: [{ origin: '*', subdomains: true }],
    contentPolicy: null,
    isBackDelivered: true,
    handlesRelaunch: true,
    tellsNetworkErrors: false,
    packageOrigin: '',
    launchParams: null,
    previewService: uses.includes('preview') ? readFileSync('tizen/preview-service.js', 'utf8') : '',
    ...(configXml === undefined ? {} : readConfigXml(configXml)),
    ...more,
  };
}

/**
 * The script that makes a page a television: to be run before any script of the app (CDP: addInitScript; a server: first
 * in the head). Self-contained, about 1.2 MB, since it carries the player libraries its picture is decoded with.
 */
export async function simulatorScript(options: SimulatorOptions, root = process.cwd()): Promise<string> {
  const bundle = await buildInjectedScript(root);
  const read = (path: string): string => readFileSync(join(root, 'node_modules', path), 'utf8').replace(/\n\/\/# sourceMappingURL=.*$/m, '');
  const libraries = { shaka: read('shaka-player/dist/shaka-player.compiled.js'), mpegts: read('mpegts.js/dist/mpegts.js') };
  const json = (value: unknown): string => JSON.stringify(value).replace(/<\//g, '<\\/').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');
  return `(function () {\n${bundle}\n__installTelevision.installTelevision(window, ${json(televisionConfig(options))}, ${json(libraries)});\n})();\n`;
}
