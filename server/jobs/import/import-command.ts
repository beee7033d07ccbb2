import { AppError } from '#core/base';
import type { Result } from '#core/base';
import { fail, ok } from '#core/base';
import { importGuide } from './import-guide';
import { importPlaylist } from './import-playlist';
import type { ImportOrder, ImportTools } from './import-playlist';
import { reportText } from './import-report';
import type { ImportReport } from './import-report';
import { importXtream } from './import-xtream';

const IMPORTERS: Readonly<Record<string, (order: ImportOrder, tools: ImportTools) => Promise<ImportReport>>> = {
  m3u: importPlaylist,
  xmltv: importGuide,
  xtream: importXtream,
};

/** What the command line wants. */
export type ImportWish =
  | { readonly kind: 'import'; readonly format: string; readonly location: string; readonly sourceId: string }
  | { readonly kind: 'remove'; readonly sourceId: string }
  | { readonly kind: 'list' };

/** What is printed when the command line is not understood. */
export const IMPORT_USAGE = `Usage: npm run import -- <m3u|xmltv|xtream> <file or address> [--source <name>]
       npm run import -- list
       npm run import -- remove <name>

  m3u     a playlist            npm run import -- m3u channels.m3u8
  xmltv   a guide, may be .gz   npm run import -- xmltv https://guide.example/guide.xml.gz
  xtream  a panel's line        npm run import -- xtream "http://host:8080/get.php?username=NAME&password=PASSWORD"

Importing again replaces what the same source brought before; --source keeps several of one kind apart.
HEARTH_DATA_DIR names the platform's data folder. The server may be running.`;

const SOURCE_NAME = /^[a-z0-9][a-z0-9._-]{0,39}$/;

function misunderstood(message: string): Result<never, AppError> {
  return fail(new AppError('input.invalid', { message: `${message}\n\n${IMPORT_USAGE}` }));
}

/** Reads the words after the command; fails with `input.invalid`, what is wrong, and the usage. */
export function readImportWish(words: readonly string[]): Result<ImportWish, AppError> {
  const at = words.indexOf('--source');
  const named = at < 0 ? undefined : words[at + 1];
  const plain = at < 0 ? words : [...words.slice(0, at), ...words.slice(at + 2)];
  const [format = '', location = '', ...rest] = plain;
  if (at >= 0 && named === undefined) return misunderstood('--source needs a name');
  if (rest.length > 0) return misunderstood(`there are words too many: ${rest.join(' ')}`);
  if (format === 'list') return ok({ kind: 'list' });
  if (format !== 'remove' && !Object.keys(IMPORTERS).includes(format)) {
    return misunderstood(format === '' ? 'say what to import' : `"${format}" is no kind of source`);
  }
  if (location === '') return misunderstood(format === 'remove' ? 'remove needs the name of a source' : `${format} needs a file or an address`);
  const sourceId = format === 'remove' ? location : (named ?? format);
  if (!SOURCE_NAME.test(sourceId) || sourceId === 'sample') {
    return misunderstood(`"${sourceId}" cannot name a source: up to 40 small letters, digits, dots and dashes, and not "sample"`);
  }
  return ok(format === 'remove' ? { kind: 'remove', sourceId } : { kind: 'import', format, location, sourceId });
}

async function listText({ store }: ImportTools): Promise<string> {
  const sources = (await store.catalog.sources()).filter((source) => source.generation > 0);
  if (sources.length === 0) return 'Nothing has been imported.';
  return sources.map((source) => `${source.id}  ${source.kind}  ${new Date(source.importedAtMs).toISOString()}  ${source.name}`).join('\n');
}

/** Does what is wished and answers the text to print. */
export async function runImportWish(wish: ImportWish, tools: ImportTools): Promise<string> {
  if (wish.kind === 'list') return listText(tools);
  if (wish.kind === 'remove') {
    const isKnown = (await tools.store.catalog.sources()).some((source) => source.id === wish.sourceId);
    if (!isKnown) throw new AppError('input.invalid', { message: `there is no source "${wish.sourceId}"; "npm run import -- list" shows those there are` });
    await tools.store.imports.remove(wish.sourceId);
    return `Removed ${wish.sourceId}.`;
  }
  const run = IMPORTERS[wish.format];
  if (run === undefined) throw new AppError('input.invalid', { message: IMPORT_USAGE });
  return reportText(await run(wish, tools));
}
