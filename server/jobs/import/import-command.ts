import { resolve } from 'node:path';
import { AppError, fail, ok } from '#core/base';
import type { Result } from '#core/base';
import type { OriginFormat } from '#server/store';
import { importFolder } from './folder';
import { importGuide } from './import-guide';
import { importPlaylist } from './import-playlist';
import type { ImportTools } from './import-playlist';
import { reportText } from './import-report';
import { importXtream } from './import-xtream';
import { listText } from './list-text';
import { importAndNote } from './note-import';
import type { Importer } from './note-import';
import { isAddress } from './open-bytes';
import { refreshDue, refreshNamed } from './refresh-sources';

/** Readers by format. */
export const IMPORTERS: Readonly<Record<OriginFormat, Importer>> = { m3u: importPlaylist, xmltv: importGuide, xtream: importXtream, folder: importFolder };

/** Variable by which the platform gives the import program its words. */
export const IMPORT_WORDS = 'HEARTH_IMPORT_WORDS';

/** What the command line wants. */
export type ImportWish =
  | { readonly kind: 'import'; readonly format: OriginFormat; readonly location: string; readonly sourceId: string }
  /** `sourceId` empty: all of them. `isDueOnly`: those whose time has come. */
  | { readonly kind: 'refresh'; readonly sourceId: string; readonly isDueOnly: boolean }
  | { readonly kind: 'remove'; readonly sourceId: string }
  | { readonly kind: 'list' };

/** What is printed when the command line is not understood. */
export const IMPORT_USAGE = `Usage: npm run import -- <m3u|xmltv|xtream|folder> <file, address or folder> [--source <name>]
       npm run import -- refresh [<name>]
       npm run import -- list
       npm run import -- remove <name>

  m3u      a playlist            npm run import -- m3u channels.m3u8
  xmltv    a guide, may be .gz   npm run import -- xmltv https://guide.example/guide.xml.gz
  xtream   a panel's line        npm run import -- xtream "http://host:8080/get.php?username=NAME&password=PASSWORD"
  folder   films, series  npm run import -- folder /srv/films
  refresh  asks again where sources came from, and imports what changed
  list     sources, what was read of them, and what went wrong

Importing again replaces what the same source brought before; --source keeps several of one kind apart. Where a source came from is
kept in the data folder, credentials included. HEARTH_DATA_DIR names that folder. The server may be running.`;

const SOURCE_NAME = /^[a-z0-9][a-z0-9._-]{0,39}$/;
/** Commands that take the name of a source. */
const COMMANDS = ['list', 'refresh', 'remove'];

function misunderstood(message: string): Result<never, AppError> {
  return fail(new AppError('input.invalid', { message: `${message}\n\n${IMPORT_USAGE}` }));
}

function isFormat(word: string): word is OriginFormat {
  return Object.keys(IMPORTERS).includes(word);
}

/** Reads the words after the command; fails with `input.invalid`, what is wrong, and the usage. */
export function readImportWish(words: readonly string[]): Result<ImportWish, AppError> {
  const isDueOnly = words.includes('--due');
  const given = words.filter((word) => word !== '--due');
  const at = given.indexOf('--source');
  const named = at < 0 ? undefined : given[at + 1];
  const plain = at < 0 ? given : [...given.slice(0, at), ...given.slice(at + 2)];
  const [command = '', subject = '', ...rest] = plain;
  if (at >= 0 && named === undefined) return misunderstood('--source needs a name');
  if (rest.length > 0) return misunderstood(`there are words too many: ${rest.join(' ')}`);
  if (command === 'list') return ok({ kind: 'list' });
  if (!COMMANDS.includes(command) && !isFormat(command)) {
    return misunderstood(command === '' ? 'say what to import' : `"${command}" is no kind of source`);
  }
  if (command === 'refresh' && subject === '') return ok({ kind: 'refresh', sourceId: '', isDueOnly });
  if (subject === '') return misunderstood(command === 'remove' ? 'remove needs the name of a source' : `${command} needs a ${command === 'folder' ? 'folder' : 'file or an address'}`);
  const sourceId = isFormat(command) ? (named ?? command) : subject;
  if (!SOURCE_NAME.test(sourceId) || sourceId === 'sample') {
    return misunderstood(`"${sourceId}" cannot name a source: up to 40 small letters, digits, dots and dashes, and not "sample"`);
  }
  if (command === 'refresh') return ok({ kind: 'refresh', sourceId, isDueOnly });
  // A refresh may run in another folder.
  if (isFormat(command)) return ok({ kind: 'import', format: command, location: command !== 'folder' && isAddress(subject) ? subject : resolve(subject), sourceId });
  return ok({ kind: 'remove', sourceId });
}

async function remove(sourceId: string, { store, pictures }: ImportTools): Promise<string> {
  const isKnown = (await store.catalog.sources()).some((source) => source.id === sourceId);
  if (!isKnown) throw new AppError('input.invalid', { message: `there is no source "${sourceId}"; "npm run import -- list" shows those there are` });
  const parts = (await store.origins.list()).filter((origin) => origin.partOf === sourceId).map((origin) => origin.sourceId);
  for (const id of [sourceId, ...parts]) {
    await store.imports.remove(id);
    await pictures?.drop(id);
  }
  return `Removed ${[sourceId, ...parts].join(' and ')}.`;
}

/** Does what is wished and answers the text to print. `isFailed`: something of it went wrong, the text says what. */
export async function runImportWish(wish: ImportWish, tools: ImportTools): Promise<{ readonly text: string; readonly isFailed: boolean }> {
  switch (wish.kind) {
    case 'list':
      return { text: await listText(tools.store), isFailed: false };
    case 'remove':
      return { text: await remove(wish.sourceId, tools), isFailed: false };
    case 'refresh':
      return wish.isDueOnly ? refreshDue(IMPORTERS, tools) : refreshNamed(wish.sourceId, IMPORTERS, tools);
    case 'import': {
      const { format, location, sourceId } = wish;
      const outcome = await importAndNote({ format, location, sourceId, partOf: '' }, IMPORTERS[format], tools, true);
      return { text: outcome.kind === 'imported' ? reportText(outcome.report) : 'Nothing has changed.', isFailed: false };
    }
  }
}
