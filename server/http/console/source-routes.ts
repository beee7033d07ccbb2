import { Type } from '@sinclair/typebox';
import { AppError } from '#core/base';
import type { ConsoleFolder, ConsoleItem, ConsoleSource, ConsoleSources } from '#server/console';
import { isOfOpenInternet } from '#server/domain';
import type { AuditNote, Platform, SignedInOperator } from '#server/domain';
import { insideRoots, readMediaFolder } from '#server/folders';
import { isAddress, keptText, printableLocation, readImportWish, runImportWish, skippedTexts } from '#server/jobs';
import type { EditedItem, OriginRow, SourceRow } from '#server/store';
import type { ConsoleRoutes } from './console-routes';
import type { ImportDesk } from './import-desk';

const KINDS = ['category', 'channel', 'movie', 'series'] as const;
const Source = Type.Object({
  format: Type.Union([Type.Literal('m3u'), Type.Literal('xmltv'), Type.Literal('xtream')]), name: Type.String({ maxLength: 40 }),
  address: Type.String({ minLength: 1, maxLength: 2000 }), user: Type.String({ maxLength: 200 }), password: Type.String({ maxLength: 200 }),
}, { additionalProperties: false });

const NO_FOLDER = 'This is no folder below those this machine offers for films (HEARTH_MEDIA_ROOTS).';
const Folder = Type.Object({ name: Type.String({ maxLength: 40 }), folder: Type.String({ minLength: 1, maxLength: 2000 }) }, { additionalProperties: false });

function sourceOf(source: SourceRow, origin: OriginRow | undefined): ConsoleSource {
  const { report = null, failure = null } = origin ?? {};
  return {
    id: source.id, name: source.name, format: origin?.format ?? source.kind, from: origin === undefined ? '' : printableLocation(origin.location),
    kept: report === null ? '' : keptText(report.kept), skipped: report === null ? [] : skippedTexts(report), failure: failure?.message ?? '',
    checkedAtMs: origin?.checkedAtMs ?? source.importedAtMs, dueAtMs: origin?.dueAtMs ?? 0, isPart: (origin?.partOf ?? '') !== '',
  };
}

const Edit = Type.Object({
  kind: Type.Union([Type.Literal('category'), Type.Literal('channel'), Type.Literal('movie'), Type.Literal('series')]), name: Type.String({ maxLength: 200 }),
  number: Type.Integer({ minimum: 0, maximum: 1_000_000 }), picture: Type.String({ maxLength: 2000, pattern: '^(https?://\\S+|/\\S*)?$' }), plot: Type.String({ maxLength: 4000 }),
  isHidden: Type.Boolean(),
}, { additionalProperties: false });

function itemOf({ edit, own }: EditedItem): ConsoleItem {
  return { ...edit, own };
}

/** Editing of the catalogue. */
function editRoutes(routes: ConsoleRoutes, platform: Platform): void {
  const { catalogEdits } = platform.store;
  routes.read('items', 'look', async () => ({ items: (await catalogEdits.list()).map(itemOf) }));

  routes.read('items/:id', 'look', async ({ id, query }): Promise<ConsoleItem> => {
    const kind = KINDS.find((it) => it === query['kind']);
    const item = kind === undefined ? null : await catalogEdits.get(kind, Number(id) || 0);
    if (item === null) throw new AppError('http.not-found', { message: 'This is not in the catalogue.' });
    return itemOf(item);
  });

  routes.change('PUT', 'items/:id', 'catalogue', Edit, async ({ id, body }) => {
    const edit = { ...body, itemId: Number(id) || 0, name: body.name.trim(), picture: body.picture.trim(), plot: body.plot.trim() };
    if (!(await catalogEdits.put(edit, platform.nowMs()))) throw new AppError('http.not-found', { message: 'This is not in the catalogue.' });
    return { note: { action: 'catalogue.edit', subject: `${body.kind} ${id}`, detail: [edit.name, edit.isHidden ? 'hidden' : ''].filter((part) => part !== '').join(', ') } };
  });
}

/** The address to import from, with name and password of an Xtream line put in where they were given apart. */
function addressOf({ format, address, user, password }: { readonly format: string; readonly address: string; readonly user: string; readonly password: string }): string {
  if (!isAddress(address) || !URL.canParse(address)) throw new AppError('input.invalid', { message: 'An address begins with http:// or https://. Files are imported on the machine itself: npm run import.' });
  if (format !== 'xtream' || user === '') return address;
  const url = new URL(address);
  return `${url.origin}/get.php?${new URLSearchParams({ username: user, password }).toString()}`;
}

/** Who only edits must not be able to ask the platform's own network through an import. */
async function mustBeOpen(address: string, { operator }: SignedInOperator): Promise<void> {
  if (operator.role === 'owner' || (await isOfOpenInternet(address))) return;
  throw new AppError('input.invalid', { message: 'This address is not one of the open internet. Owners alone import from the platform’s own network.' });
}

/** `sources`: where the catalogue comes from, importing, refreshing and taking out. Addresses come in and never go out. */
export function sourceRoutes(routes: ConsoleRoutes, platform: Platform, desk: ImportDesk): void {
  const { store, nowMs } = platform;
  editRoutes(routes, platform);

  routes.read('sources', 'look', async (): Promise<ConsoleSources> => {
    const origins = new Map((await store.origins.list()).map((origin) => [origin.sourceId, origin]));
    const sources = (await store.catalog.sources()).filter((source) => source.generation > 0);
    return { items: sources.map((source) => sourceOf(source, origins.get(source.id))), imports: desk.list() };
  });

  const judged = (words: readonly string[]) => {
    const wish = readImportWish(words);
    // The usage that follows is for the command line.
    if (!wish.ok) throw new AppError('input.invalid', { message: wish.error.message.split('\n')[0] ?? '' });
    return wish.value;
  };

  const mustBeFree = (sourceId: string): void => {
    if (desk.isBusy(sourceId)) throw new AppError('input.invalid', { message: 'This source is being imported right now.' });
  };

  const begin = (format: string, location: string, name: string): { readonly note: AuditNote } => {
    const sourceId = name.trim() === '' ? format : name.trim();
    const words = [format, location, '--source', sourceId];
    judged(words);
    mustBeFree(sourceId);
    desk.add(sourceId, words);
    return { note: { action: 'source.import', subject: sourceId, detail: printableLocation(location) } };
  };

  routes.change('POST', 'sources', 'catalogue', Source, async ({ body, who }) => {
    const address = addressOf(body);
    await mustBeOpen(address, who);
    return begin(body.format, address, body.name);
  });

  routes.read('folders', 'catalogue', async ({ query }): Promise<ConsoleFolder> => {
    const found = await readMediaFolder(platform.config.mediaRoots, query['path'] ?? '');
    if (found === null) throw new AppError('http.not-found', { message: NO_FOLDER });
    return found;
  });

  routes.change('POST', 'sources/folder', 'catalogue', Folder, async ({ body }) => {
    const folder = await insideRoots(platform.config.mediaRoots, body.folder.trim());
    if (folder === null) throw new AppError('input.invalid', { message: NO_FOLDER });
    return begin('folder', folder, body.name);
  });

  routes.change('POST', 'sources/:id/refresh', 'catalogue', null, async ({ id }) => {
    judged(['refresh', id]);
    if ((await store.origins.get(id)) === null) throw new AppError('input.invalid', { message: 'Nobody remembers where this source came from. Import it once more.' });
    mustBeFree(id);
    desk.add(id, ['refresh', id]);
    return { note: { action: 'source.refresh', subject: id } };
  });

  routes.change('DELETE', 'sources/:id', 'catalogue', null, async ({ id }) => {
    const wish = judged(['remove', id]);
    mustBeFree(id);
    await runImportWish(wish, { store, nowMs, progress: () => undefined });
    return { note: { action: 'source.remove', subject: id } };
  });
}
