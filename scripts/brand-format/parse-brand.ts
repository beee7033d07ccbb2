import type { BrandProblem } from './brand-problem';
import type { Brand, TizenUse } from './brand';
import { FieldReader, keepsRule, type TextRule } from './field-reader';

/** A brand that kept every rule, or everything that is wrong with it. */
export type BrandResult =
  { readonly ok: true; readonly value: Brand } | { readonly ok: false; readonly error: readonly BrandProblem[] };

// Control characters and line separators would break one-line texts and XML.
const ONE_LINE = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/;

function oneLine(maxLength: number, example: string): TextRule {
  return {
    accepts: (text) => ONE_LINE.test(text) && text.trim() === text && text !== '' && Array.from(text).length <= maxLength,
    must: `one line of 1 to ${maxLength} characters without spaces at its ends`,
    example,
  };
}

const NAME = oneLine(30, '"Hearth"');
const COLOR: TextRule = {
  accepts: /^#[0-9A-Fa-f]{6}$/,
  must: 'a colour as # and six hexadecimal digits',
  example: '"#FF7A3D"',
};
const LANGUAGE: TextRule = {
  accepts: /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/,
  must: 'a language tag (language, then script and region if needed)',
  example: '"pt-BR"',
};

function relativePath(ending: string, example: string): TextRule {
  return {
    accepts: (text) =>
      /^[A-Za-z0-9_-][A-Za-z0-9._/-]*$/.test(text) && !text.split('/').includes('..') && text.endsWith(ending),
    must: `a relative path inside the folder${ending === '' ? '' : `, ending in ${ending}`}`,
    example,
  };
}

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  );
}

const VENDOR_URL: TextRule = {
  accepts: isWebAddress,
  must: 'an http or https address',
  example: '"https://operator.example"',
};
/** What the address of a platform must look like. */
export const PLATFORM_URL: TextRule = {
  accepts: (text) => text === '' || (isWebAddress(text) && !text.endsWith('/')),
  must: 'empty, or an http or https address without credentials, query or slash at its end',
  example: '"https://tv.operator.example"',
};

const PACKAGE_ID: TextRule = {
  accepts: /^[0-9A-Za-z]{10}$/,
  must: 'exactly 10 letters or digits',
  example: '"HearthTv01"',
};
const TIZEN_APP_NAME: TextRule = {
  accepts: /^[0-9A-Za-z]{1,52}$/,
  must: '1 to 52 letters or digits',
  example: '"Hearth"',
};
const TIZEN_VERSION: TextRule = {
  accepts: isServedTizenVersion,
  must: 'a Tizen version from 3.0 on',
  example: '"3.0"',
};

function isServedTizenVersion(text: string): boolean {
  return /^([3-9]|[1-9]\d)\.\d$/.test(text);
}

const TIZEN_USES: readonly TizenUse[] = ['voice', 'preview', 'advertising-id'];
const TIZEN_USE: TextRule = {
  accepts: (text) => TIZEN_USES.some((use) => use === text),
  must: `one of ${TIZEN_USES.join(', ')}`,
  example: '"preview"',
};
/** The first Tizen whose sets know the privileges of the assistant's words; packages for older ones may not name them. */
const VOICE_SINCE = 6;
const MODEL: TextRule = {
  accepts: /^[0-9A-Za-z]{3,20}$/,
  must: 'the beginning of a model name, 3 to 20 letters or digits',
  example: '"QN55Q80"',
};

const RESERVED_WEBOS_IDS = ['com.palm', 'com.webos', 'com.lge', 'com.palmdts', 'org.webosbrew'];

/**
 * The rule of webOS for an app that brings a service: lower case, no `-`, no dot or plus followed by a digit, and none of
 * the vendor's own beginnings. `org.webosbrew` is kept by the Homebrew repository.
 */
const WEBOS_APP_ID: TextRule = {
  accepts: (text) =>
    /^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)+$/.test(text) &&
    text.length <= 40 &&
    !RESERVED_WEBOS_IDS.some((reserved) => text === reserved || text.startsWith(`${reserved}.`)),
  must: `at most 40 characters: parts of a-z and 0-9, each beginning with a letter, joined by dots; not below ${RESERVED_WEBOS_IDS.join(', ')}`,
  example: '"com.operator.tv"',
};
/** What is wrong with a webOS app id, or `null`. */
export function webosAppIdProblem(id: unknown, field: string): BrandProblem | null {
  if (typeof id === 'string' && keepsRule(id, WEBOS_APP_ID)) return null;
  return {
    field,
    reason: `must be ${WEBOS_APP_ID.must}, is ${id === undefined ? 'missing' : JSON.stringify(id)}`,
    example: WEBOS_APP_ID.example,
  };
}

const SERVICE_NAME: TextRule = {
  accepts: /^[a-z][a-z0-9]{0,19}$/,
  must: '1 to 20 characters of a-z and 0-9, beginning with a letter',
  example: '"service"',
};

/** Judges the parsed JSON of a brand file. Every problem names its field, the reason and an example; unknown fields are problems. */
export function parseBrand(value: unknown): BrandResult {
  const problems: BrandProblem[] = [];
  const file = new FieldReader(value, '', problems, '{ "name": "Hearth", … }');
  const brand: Brand = {
    name: file.text('name', NAME),
    localNames: file.textMap('localNames', LANGUAGE, NAME),
    description: file.text('description', oneLine(60, '"Live TV, movies and series."')),
    vendor: readVendor(file.object('vendor', '{ "name": "Operator", "url": "https://operator.example" }')),
    versionFrom: file.text('versionFrom', relativePath('.json', '"package.json"')),
    languages: file.texts('languages', LANGUAGE),
    platformUrl: file.text('platformUrl', PLATFORM_URL),
    colors: readColors(file.object('colors', '{ "background": "#0B0C10", "accent": "#FF7A3D", "accent2": "#FFB25E" }')),
    art: readArt(file.object('art', '{ "mark": "hearth/mark.svg", "logo": "hearth/logo.svg", "folder": "hearth" }')),
    tizen: readTizen(
      file.object('tizen', '{ "packageId": "HearthTv01", "appName": "Hearth", "requiredVersion": "3.0" }'),
    ),
    webos: readWebos(file.object('webos', '{ "appId": "com.operator.tv", "serviceName": "service" }')),
  };
  file.refuseUnknown();
  if (problems.length > 0) return { ok: false, error: problems };
  return { ok: true, value: brand };
}

function readVendor(vendor: FieldReader): Brand['vendor'] {
  const read = { name: vendor.text('name', oneLine(60, '"Operator Ltd"')), url: vendor.text('url', VENDOR_URL) };
  vendor.refuseUnknown();
  return read;
}

function readColors(colors: FieldReader): Brand['colors'] {
  const read = {
    background: colors.text('background', COLOR),
    accent: colors.text('accent', COLOR),
    accent2: colors.text('accent2', COLOR),
    onAccent: colors.optionalText('onAccent', COLOR),
  };
  colors.refuseUnknown();
  return read;
}

function readArt(art: FieldReader): Brand['art'] {
  const read = {
    mark: art.text('mark', relativePath('.svg', '"hearth/mark.svg"')),
    logo: art.text('logo', relativePath('.svg', '"hearth/logo.svg"')),
    folder: art.text('folder', relativePath('', '"hearth"')),
  };
  art.refuseUnknown();
  return read;
}

function readTizen(tizen: FieldReader): Brand['tizen'] {
  const read = {
    packageId: tizen.text('packageId', PACKAGE_ID),
    appName: tizen.text('appName', TIZEN_APP_NAME),
    requiredVersion: tizen.text('requiredVersion', TIZEN_VERSION),
    uses: tizen.optionalTexts('uses', TIZEN_USE) as TizenUse[],
    preparesAhead: tizen.optionalTexts('preparesAhead', MODEL),
  };
  if (read.uses.includes('voice') && Number.parseFloat(read.requiredVersion) < VOICE_SINCE) {
    tizen.refuse('uses', `holds "voice", whose privileges sets before Tizen ${VOICE_SINCE}.0 do not know`, `a second brand file with "requiredVersion": "${VOICE_SINCE}.0"`);
  }
  tizen.refuseUnknown();
  return read;
}

function readWebos(webos: FieldReader): Brand['webos'] {
  const read = { appId: webos.text('appId', WEBOS_APP_ID), serviceName: webos.text('serviceName', SERVICE_NAME) };
  webos.refuseUnknown();
  return read;
}
