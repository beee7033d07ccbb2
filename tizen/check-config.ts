import { isPackageVersion } from '../scripts/brand';
import type { PackageFile, Problem } from '../scripts/packaging';

/** Privileges a consumer package may ask for; partner and platform ones fail the store's automatic test. */
const PUBLIC_PRIVILEGES = new Set(
  [
    'internet',
    'tv.inputdevice',
    'tv.window',
    'tv.audio',
    'tv.display',
    'application.launch',
    'application.info',
    'filesystem.read',
    'filesystem.write',
    'mediastorage',
    'externalstorage',
    'download',
    'content.read',
    'content.write',
    'mediacapture',
    'recorder',
    'push',
    'alarm',
    'unlimitedstorage',
    'keymanager',
  ]
    .map((name) => `http://tizen.org/privilege/${name}`)
    .concat(
      ['productinfo', 'network.public', 'billing', 'adinfo', 'widgetdata', 'drmplay', 'microphone', 'voicecontrol'].map(
        (name) => `http://developer.samsung.com/privilege/${name}`,
      ),
    ),
);

/**
 * What the installer and the store hold against a `config.xml`. The text is read by patterns, not parsed: the schema
 * check (`xmllint`, tizen/schema) judges its structure.
 */
export function findConfigProblems(files: readonly PackageFile[]): Problem[] {
  const file = files.find((candidate) => candidate.path === 'config.xml');
  if (file === undefined)
    return [{ field: 'config.xml', reason: 'is missing in the root of the package', example: 'npm run package:tizen' }];
  const text = Buffer.from(file.bytes)
    .toString('utf8')
    .replace(/<!--[\s\S]*?-->/g, '');
  return [...findIdentityProblems(text), ...findContentProblems(text, files), ...findServiceProblems(text, files), ...findPolicyProblems(text)];
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function tags(text: string, name: string): string[] {
  return [...text.matchAll(new RegExp(`<${name}\\b[^>]*>`, 'g'))].map(([tag]) => tag);
}

function findIdentityProblems(text: string): Problem[] {
  const problems: Problem[] = [];
  const version = attribute(tags(text, 'widget')[0] ?? '', 'version');
  if (!isPackageVersion(version)) {
    problems.push({
      field: 'config.xml, widget version',
      reason: `must be x.y.z within 255.255.65535, is "${version}"`,
      example: '1.4.0',
    });
  }
  const applications = tags(text, 'tizen:application');
  if (applications.length !== 1) {
    problems.push({
      field: 'config.xml, tizen:application',
      reason: `must be there once, is there ${applications.length} times`,
      example: '<tizen:application …/>',
    });
    return problems;
  }
  const application = applications[0] ?? '';
  const packageId = attribute(application, 'package');
  const id = attribute(application, 'id');
  if (!/^[0-9a-zA-Z]{10}$/.test(packageId)) {
    problems.push({
      field: 'config.xml, tizen:application package',
      reason: `must be exactly 10 letters or digits, is "${packageId}"`,
      example: 'HearthTv01',
    });
  }
  if (!/^[0-9a-zA-Z]{10}\.[0-9a-zA-Z]{1,52}$/.test(id) || !id.startsWith(`${packageId}.`)) {
    problems.push({
      field: 'config.xml, tizen:application id',
      reason: `must be the package, a dot and 1 to 52 letters or digits, is "${id}"`,
      example: 'HearthTv01.Hearth',
    });
  }
  if (!/^\d{1,2}\.\d{1,2}(\.\d{1,2})?$/.test(attribute(application, 'required_version'))) {
    problems.push({
      field: 'config.xml, tizen:application required_version',
      reason: 'must be a Tizen version',
      example: '3.0',
    });
  }
  return problems;
}

/** What the manifest names must be in the package. */
function findMissing(files: readonly PackageFile[], field: string, source: string, example: string): Problem[] {
  if (files.some((file) => file.path === source)) return [];
  return [{ field, reason: `names "${source}", which is not in the package`, example }];
}

function findContentProblems(text: string, files: readonly PackageFile[]): Problem[] {
  const sourceOf = (name: string): string => attribute(tags(text, name)[0] ?? '', 'src');
  return [
    ...findMissing(files, 'config.xml, content', sourceOf('content'), 'index.html'),
    ...findMissing(files, 'config.xml, icon', sourceOf('icon'), 'icon.png'),
  ];
}

/** A service's program must be in the package, and its id begin with the package's. */
function findServiceProblems(text: string, files: readonly PackageFile[]): Problem[] {
  const packageId = attribute(tags(text, 'tizen:application')[0] ?? '', 'package');
  const problems: Problem[] = [];
  for (const [element] of text.matchAll(/<tizen:service\b[\s\S]*?<\/tizen:service>/g)) {
    const id = attribute(element, 'id');
    if (!id.startsWith(`${packageId}.`)) {
      problems.push({ field: 'config.xml, tizen:service id', reason: `must begin with the package, is "${id}"`, example: `${packageId}.Preview` });
    }
    problems.push(...findMissing(files, 'config.xml, tizen:service', attribute(tags(element, 'tizen:content')[0] ?? '', 'src'), 'preview-service.js'));
  }
  return problems;
}

function findPolicyProblems(text: string): Problem[] {
  const problems: Problem[] = [];
  for (const name of [
    'tizen:content-security-policy',
    'tizen:content-security-policy-report-only',
    'tizen:allow-navigation',
  ]) {
    if (tags(text, name).length > 0) {
      problems.push({
        field: `config.xml, ${name}`,
        reason: 'switches the runtime to a policy that blocks all streams and the canvas engine’s templates',
        example: 'leave it out',
      });
    }
  }
  for (const tag of tags(text, 'tizen:privilege')) {
    const privilege = attribute(tag, 'name');
    if (!PUBLIC_PRIVILEGES.has(privilege)) {
      problems.push({
        field: 'config.xml, tizen:privilege',
        reason: `"${privilege}" is not a public privilege`,
        example: 'http://tizen.org/privilege/internet',
      });
    }
  }
  if (/\bbackground-support="enable"/.test(text)) {
    problems.push({
      field: 'config.xml, tizen:setting',
      reason: 'asks for background support, which consumer packages do not get',
      example: 'background-support="disable"',
    });
  }
  return problems;
}
