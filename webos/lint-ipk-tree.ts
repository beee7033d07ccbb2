import { webosAppIdProblem } from '../scripts/brand';
import { findPathProblems, findStartPageProblems, pngSize, type PackageFile, type Problem } from '../scripts/packaging';

/** Longest path of a tar entry: longer ones need extended headers, which the television's unpacker does not read. */
const LONGEST_PATH = 100;

/** Sizes the launcher and the store ask for. */
const PICTURE_SIZES: Readonly<Record<string, readonly [number, number]>> = {
  icon: [80, 80],
  largeIcon: [130, 130],
  splashBackground: [1920, 1080],
};

const FIXED_FIELDS: readonly (readonly [name: string, value: unknown, why: string])[] = [
  ['type', 'web', 'this is a packaged web app'],
  ['resolution', '1920x1080', 'some sets lay out at 1280x720 otherwise'],
  ['disableBackHistoryAPI', true, 'Back would otherwise walk the browser’s history'],
  ['handlesRelaunch', false, 'the app would stay hidden until it calls activate()'],
];

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a television or the store would hold against an unpacked package; the vendor's packager looks at little of it.
 * `files` have paths below the package's root (`usr/palm/…`).
 */
export function lintIpkTree(files: readonly PackageFile[]): Problem[] {
  const folders = (kind: string): string[] => [
    ...new Set(
      files
        .map((file) => new RegExp(`^usr/palm/${kind}/([^/]+)/`).exec(file.path)?.[1] ?? '')
        .filter((name) => name !== ''),
    ),
  ];
  const appFolder = folders('applications')[0];
  if (appFolder === undefined) {
    return [
      {
        field: 'usr/palm/applications',
        reason: 'is missing: the package has no app',
        example: 'npm run package:webos',
      },
    ];
  }
  return [
    ...findPathProblems(files),
    ...findLongPaths(files),
    ...lintApp(below(files, `usr/palm/applications/${appFolder}/`), appFolder),
    ...folders('services').flatMap((folder) =>
      lintService(below(files, `usr/palm/services/${folder}/`), folder, appFolder),
    ),
    ...lintPackageInfo(files, appFolder, folders('services')),
  ];
}

/** Entries whose whole path is longer than a plain tar header holds. */
function findLongPaths(files: readonly PackageFile[]): Problem[] {
  return files
    .filter((file) => file.path.length > LONGEST_PATH)
    .map((file) => ({
      field: file.path,
      reason: `is ${file.path.length} characters long inside the package, at most ${LONGEST_PATH} fit`,
      example: 'a shorter folder or file name',
    }));
}

function below(files: readonly PackageFile[], prefix: string): PackageFile[] {
  return files
    .filter((file) => file.path.startsWith(prefix))
    .map((file) => ({ path: file.path.slice(prefix.length), bytes: file.bytes }));
}

function readJson(files: readonly PackageFile[], path: string, problems: Problem[]): Fields {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) {
    problems.push({ field: path, reason: 'is missing', example: 'npm run package:webos' });
    return {};
  }
  try {
    const value: unknown = JSON.parse(Buffer.from(file.bytes).toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return Object.fromEntries(Object.entries(value));
    problems.push({ field: path, reason: 'must be an object', example: '{ "id": "com.operator.tv" }' });
  } catch {
    problems.push({ field: path, reason: 'is not JSON', example: '{ "id": "com.operator.tv" }' });
  }
  return {};
}

function lintApp(files: readonly PackageFile[], folder: string): Problem[] {
  const problems: Problem[] = [];
  const info = readJson(files, 'appinfo.json', problems);
  if (problems.length > 0) return problems;
  const report = (field: string, reason: string, example: string): number =>
    problems.push({ field: `appinfo.json, ${field}`, reason, example });
  const id = info['id'];
  const idProblem = webosAppIdProblem(id, 'appinfo.json, id');
  if (idProblem !== null) problems.push(idProblem);
  if (id !== folder) report('id', `must be the name of the app's folder, "${folder}"`, `"${folder}"`);
  if (!/^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}$/.test(String(info['version'])))
    report('version', 'must be three whole numbers without leading zeros', '"1.4.0"');
  for (const [name, value, why] of FIXED_FIELDS) {
    if (info[name] !== value)
      report(
        name,
        `must be ${JSON.stringify(value)} (${why}), is ${JSON.stringify(info[name])}`,
        JSON.stringify(value),
      );
  }
  const guidance = info['accessibility'];
  if (
    typeof guidance !== 'object' ||
    guidance === null ||
    !('supportsAudioGuidance' in guidance) ||
    guidance.supportsAudioGuidance !== true
  ) {
    report('accessibility', 'must say that the app speaks itself', '{ "supportsAudioGuidance": true }');
  }
  if (typeof info['title'] !== 'string' || info['title'] === '') report('title', 'must be a text', '"Hearth"');
  if (typeof info['vendor'] !== 'string' || info['vendor'] === '') report('vendor', 'must be a text', '"Operator Ltd"');
  const description = info['appDescription'];
  if (description !== undefined && (typeof description !== 'string' || description.length > 60))
    report('appDescription', 'must be a text of at most 60 characters', '"Live TV, movies and series."');
  for (const [name, [width, height]] of Object.entries(PICTURE_SIZES)) {
    const picture = files.find((file) => file.path === info[name]);
    const size = picture === undefined ? null : pngSize(picture.bytes);
    if (size === null || size.width !== width || size.height !== height) {
      const is = size === null ? 'there is none' : `it is ${size.width}x${size.height}`;
      report(name, `must name a PNG of ${width}x${height} in the package, ${is}`, 'npm run brand:art');
    }
  }
  return [...problems, ...findStartPageProblems(files, String(info['main']))];
}

function lintService(files: readonly PackageFile[], folder: string, appId: string): Problem[] {
  const problems: Problem[] = [];
  const manifest = readJson(files, 'package.json', problems);
  const services = readJson(files, 'services.json', problems);
  if (problems.length > 0) return problems;
  if (!folder.startsWith(`${appId}.`)) {
    problems.push({
      field: `services/${folder}`,
      reason: `must begin with the app's id, "${appId}."`,
      example: `${appId}.service`,
    });
  }
  if (manifest['name'] !== folder)
    problems.push({
      field: 'package.json, name',
      reason: `must be the service's id, "${folder}"`,
      example: `"${folder}"`,
    });
  if (services['id'] !== folder)
    problems.push({
      field: 'services.json, id',
      reason: `must be the service's id, "${folder}"`,
      example: `"${folder}"`,
    });
  if (!files.some((file) => file.path === manifest['main'])) {
    problems.push({
      field: 'package.json, main',
      reason: `names ${JSON.stringify(manifest['main'])}, which is not in the package`,
      example: '"service.js"',
    });
  }
  if (files.some((file) => file.path.startsWith('node_modules/'))) {
    problems.push({
      field: `services/${folder}`,
      reason: 'brings node_modules: the service uses built-in modules and the television’s own library only',
      example: 'leave it out',
    });
  }
  return problems;
}

function lintPackageInfo(files: readonly PackageFile[], appId: string, services: readonly string[]): Problem[] {
  const problems: Problem[] = [];
  const path = `usr/palm/packages/${appId}/packageinfo.json`;
  const info = readJson(files, path, problems);
  if (problems.length > 0) return problems;
  if (info['id'] !== appId || info['app'] !== appId)
    problems.push({ field: `${path}, id and app`, reason: `must both be "${appId}"`, example: `"${appId}"` });
  if (JSON.stringify(info['services'] ?? []) !== JSON.stringify(services)) {
    problems.push({
      field: `${path}, services`,
      reason: 'must list the packaged services',
      example: JSON.stringify(services),
    });
  }
  return problems;
}
