import { tizenAppId, type Brand, type TizenUse } from '../scripts/brand';
import { escapeXml } from '../scripts/packaging';
import { privilegesOf } from './privileges';

/**
 * What Smart Hub calls when a preview tile is chosen. Declared with `reload="disable"`, so that the running app gets the
 * `appcontrol` event; without the declaration the page would be loaded anew.
 * Source: Samsung, Smart Hub preview guide.
 */
export const DEEP_LINK_OPERATION = 'http://samsung.com/appcontrol/operation/eden_resume';

/** Page the television opens. */
export const START_PAGE = 'index.html';

/** Name of the packaged icon. */
export const ICON_FILE = 'icon.png';

/** The program that sets the row of the home screen, and its name beside the app's in the package. */
export const PREVIEW_SERVICE = { file: 'preview-service.js', name: 'Preview' } as const;

/** Hints to the television, beyond the W3C elements. */
const METADATA: Readonly<Record<string, string>> = {
  // Streams of own sources come by plain http as often as not.
  'http://samsung.com/tv/metadata/allow.mixedcontent': 'true',
  // Starting hidden when the set is switched on costs memory and the app has nothing to do then.
  'http://samsung.com/tv/metadata/prelaunch.support': 'false',
};

/** Hints that only packages carry whose brand uses what they are for. */
const METADATA_OF_USE: Readonly<Record<TizenUse, Readonly<Record<string, string>>>> = {
  voice: { 'http://samsung.com/tv/metadata/microphone.support': 'true' },
  preview: { 'http://samsung.com/tv/metadata/use.preview': 'bg_service' },
  'advertising-id': {},
};

/** The service of the home screen's row: started by the app, ends by itself. Source: Samsung, "Implementing personal preview". */
function serviceElement({ tizen }: Brand): readonly string[] {
  if (!tizen.uses.includes('preview')) return [];
  return [
    `  <tizen:service id="${tizen.packageId}.${PREVIEW_SERVICE.name}" auto-restart="false" on-boot="false">`,
    `    <tizen:content src="${PREVIEW_SERVICE.file}"/>`,
    `    <tizen:name>${PREVIEW_SERVICE.name}</tizen:name>`,
    '    <tizen:category name="http://tizen.org/category/service"/>',
    '  </tizen:service>',
  ];
}

/**
 * The package's `config.xml`. Deterministic. There is no content-security-policy element, for two reasons: its presence
 * switches the runtime from the `access` list to a policy of "self only", and the canvas engine compiles its own
 * templates with `new Function`.
 * Follows: W3C Packaged Web Apps; Samsung "Configuring TV applications"; rules of the installer in tizen/README.md.
 */
export function configXml(brand: Brand, version: string): string {
  const { packageId, requiredVersion, uses } = brand.tizen;
  const names = Object.entries(brand.localNames).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<widget xmlns="http://www.w3.org/ns/widgets" xmlns:tizen="http://tizen.org/ns/widgets"' +
      ` id="${escapeXml(`${brand.vendor.url.replace(/\/$/, '')}/${packageId}`)}" version="${version}" viewmodes="maximized">`,
    `  <tizen:application id="${tizenAppId(brand)}" package="${packageId}" required_version="${requiredVersion}"/>`,
    `  <content src="${START_PAGE}"/>`,
    `  <icon src="${ICON_FILE}"/>`,
    `  <name>${escapeXml(brand.name)}</name>`,
    ...names.map(([language, name]) => `  <name xml:lang="${language}">${escapeXml(name)}</name>`),
    `  <description>${escapeXml(brand.description)}</description>`,
    `  <author href="${escapeXml(brand.vendor.url)}">${escapeXml(brand.vendor.name)}</author>`,
    '  <feature name="http://tizen.org/feature/screen.size.all"/>',
    '  <tizen:profile name="tv-samsung"/>',
    '  <access origin="*" subdomains="true"/>',
    ...privilegesOf(uses).map((privilege) => `  <tizen:privilege name="${privilege}"/>`),
    ...[METADATA, ...uses.map((use) => METADATA_OF_USE[use])].flatMap((hints) => Object.entries(hints)).map(([key, value]) => `  <tizen:metadata key="${key}" value="${value}"/>`),
    '  <tizen:app-control>',
    `    <tizen:src name="${START_PAGE}" reload="disable"/>`,
    `    <tizen:operation name="${DEEP_LINK_OPERATION}"/>`,
    '  </tizen:app-control>',
    ...serviceElement(brand),
    '  <tizen:setting screen-orientation="landscape" context-menu="disable" background-support="disable"' +
      ' encryption="disable" install-location="auto" hwkey-event="enable" pointing-device-support="enable"/>',
    '</widget>',
  ];
  return `${lines.join('\n')}\n`;
}
