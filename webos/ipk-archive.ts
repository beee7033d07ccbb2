import { gunzipSync, gzipSync } from 'fflate';
import { extract, pack } from 'tar-stream';
import { sortFiles, type PackageFile } from '../scripts/packaging';

/** Modes of the entries, as the vendor's packager derives them: what is readable is enterable, and services may write beside themselves. */
const FOLDER_MODE = 0o755;
const SERVICE_FOLDER_MODE = 0o777;
const FILE_MODE = 0o644;

/** Facts of the `control` file. */
export interface ControlFacts {
  readonly packageId: string;
  readonly version: string;
  readonly installedBytes: number;
}

/**
 * Builds an ipk: an `ar` archive of `debian-binary`, `control.tar.gz` and `data.tar.gz`. Entries are sorted, folders
 * before their content, with one time, no owner and fixed modes; compressed by code that gives the same bytes on every
 * machine. `files` have paths below the package's root (`usr/palm/…`).
 * Follows: Debian binary package format; entry rules of webOS in webos/README.md.
 */
export async function buildIpkArchive(
  files: readonly PackageFile[],
  facts: ControlFacts,
  timeSec: number,
): Promise<Uint8Array> {
  const control = { path: 'control', bytes: utf8(controlText(facts)) };
  return arArchive(
    [
      { path: 'debian-binary', bytes: utf8('2.0\n') },
      { path: 'control.tar.gz', bytes: gzip(await tarArchive([control], timeSec)) },
      { path: 'data.tar.gz', bytes: gzip(await tarArchive(files, timeSec)) },
    ],
    timeSec,
  );
}

function controlText(facts: ControlFacts): string {
  return [
    `Package: ${facts.packageId}`,
    `Version: ${facts.version}`,
    'Section: misc',
    'Priority: optional',
    'Architecture: all',
    `Installed-Size: ${facts.installedBytes}`,
    // Fixed texts, as the vendor's packager writes them; name and description live in appinfo.json.
    'Maintainer: N/A <nobody@example.com>',
    'Description: This is a webOS application.',
    'webOS-Package-Format-Version: 2',
    'webOS-Packager-Version: x.y.x',
    '',
  ].join('\n');
}

async function tarArchive(files: readonly PackageFile[], timeSec: number): Promise<Uint8Array> {
  const tar = pack();
  const mtime = new Date(timeSec * 1000);
  const owner = { uid: 0, gid: 0, mtime };
  for (const folder of parentFolders(files)) {
    const isService = /^usr\/palm\/services\/[^/]+/.test(folder);
    tar.entry({ ...owner, name: `${folder}/`, type: 'directory', mode: isService ? SERVICE_FOLDER_MODE : FOLDER_MODE });
  }
  for (const file of sortFiles(files))
    tar.entry({ ...owner, name: file.path, type: 'file', mode: FILE_MODE }, Buffer.from(file.bytes));
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

/** Every folder above a file, parents first. */
function parentFolders(files: readonly PackageFile[]): string[] {
  const folders = new Set<string>();
  for (const { path } of files) {
    const parts = path.split('/').slice(0, -1);
    parts.forEach((_, index) => folders.add(parts.slice(0, index + 1).join('/')));
  }
  return [...folders].sort();
}

function gzip(bytes: Uint8Array): Uint8Array {
  // mtime 0 leaves the time out of the gzip header.
  return gzipSync(bytes, { level: 9, mtime: 0 });
}

const AR_MAGIC = '!<arch>\n';
const AR_HEADER_BYTES = 60;

function arArchive(members: readonly PackageFile[], timeSec: number): Uint8Array {
  const parts: Uint8Array[] = [utf8(AR_MAGIC)];
  for (const member of members) {
    const fields = [
      member.path.padEnd(16),
      String(timeSec).padEnd(12),
      '0'.padEnd(6),
      '0'.padEnd(6),
      '100644'.padEnd(8),
      String(member.bytes.length).padEnd(10),
      '`\n',
    ];
    parts.push(utf8(fields.join('')), member.bytes);
    if (member.bytes.length % 2 === 1) parts.push(utf8('\n'));
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Members of an `ar` archive in their order, or `null` when the bytes are none. */
export function readArArchive(bytes: Uint8Array): PackageFile[] | null {
  const text = (from: number, length: number): string =>
    Buffer.from(bytes.subarray(from, from + length)).toString('latin1');
  if (text(0, AR_MAGIC.length) !== AR_MAGIC) return null;
  const members: PackageFile[] = [];
  let at = AR_MAGIC.length;
  while (at + AR_HEADER_BYTES <= bytes.length) {
    const length = Number(text(at + 48, 10).trim());
    if (text(at + 58, 2) !== '`\n' || !Number.isInteger(length) || at + AR_HEADER_BYTES + length > bytes.length)
      return null;
    const start = at + AR_HEADER_BYTES;
    members.push({ path: text(at, 16).trim().replace(/\/$/, ''), bytes: bytes.subarray(start, start + length) });
    at = start + length + (length % 2);
  }
  return members;
}

/** Regular files of a gzipped tar, sorted, without a leading `./`. Throws when the bytes are none. */
export async function readTarGz(bytes: Uint8Array): Promise<PackageFile[]> {
  const reader = extract();
  const files: PackageFile[] = [];
  const done = new Promise<void>((resolve, reject) => {
    reader.on('entry', (header, stream, next) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => {
        if (Buffer.isBuffer(chunk)) chunks.push(chunk);
      });
      stream.on('end', () => {
        if (header.type === 'file')
          files.push({ path: header.name.replace(/^\.\//, ''), bytes: new Uint8Array(Buffer.concat(chunks)) });
        next();
      });
    });
    reader.on('finish', resolve);
    reader.on('error', reject);
  });
  reader.end(Buffer.from(gunzipSync(bytes)));
  await done;
  return sortFiles(files);
}

function utf8(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'utf8'));
}
