import type { Kysely, Selectable, Transaction } from 'kysely';
import type { CatalogEdit, CatalogEditsStore, CatalogOwn, EditedItem } from '../catalog-edits';
import type { RightsTargetKind } from '../rights';
import type { Database } from './database';
import { fromFlag, toFlag } from './flags';
import { renewRevision } from './renew-revision';
import type { SqlDatabase } from './sql-database';

type EditRow = Selectable<Database['catalog_edits']>;

/** A row of the catalogue as edits see it. */
interface Found {
  readonly sourceId: string;
  /** Negative while it is hidden: readers join on the live one. */
  readonly generation: number;
  readonly now: CatalogOwn;
}

function editOf(row: EditRow): CatalogEdit {
  const { name, number, picture, plot } = row;
  return { kind: row.kind as RightsTargetKind, itemId: row.item_id, name, number, picture, plot, isHidden: fromFlag(row.is_hidden) };
}

function ownOf(row: EditRow): CatalogOwn {
  return { name: row.own_name, number: row.own_number, picture: row.own_picture, plot: row.own_plot };
}

function titleTable(kind: RightsTargetKind): 'movies' | 'series' {
  return kind === 'movie' ? 'movies' : 'series';
}

async function find(database: Kysely<Database>, kind: RightsTargetKind, id: number): Promise<Found | null> {
  const place = await database.selectFrom('catalog_ids').innerJoin('sources', 'sources.id', 'catalog_ids.source_id')
    .select(['catalog_ids.source_id', 'sources.generation']).where('catalog_ids.id', '=', id).executeTakeFirst();
  return place === undefined ? null : findIn(database, kind, id, place.source_id, place.generation);
}

async function findIn(database: Kysely<Database>, kind: RightsTargetKind, id: number, sourceId: string, generation: number): Promise<Found | null> {
  const either = [generation, -generation];
  if (kind === 'category') {
    const row = await database.selectFrom('categories').selectAll().where('id', '=', id).where('generation', 'in', either).executeTakeFirst();
    return row === undefined ? null : { sourceId, generation: row.generation, now: { name: row.name, number: 0, picture: '', plot: '' } };
  }
  if (kind === 'channel') {
    const row = await database.selectFrom('channels').selectAll().where('id', '=', id).where('generation', 'in', either).executeTakeFirst();
    return row === undefined ? null : { sourceId, generation: row.generation, now: { name: row.name, number: row.number, picture: row.logo, plot: '' } };
  }
  const row = await database.selectFrom(titleTable(kind)).select(['name', 'poster', 'plot', 'generation']).where('id', '=', id).where('generation', 'in', either).executeTakeFirst();
  return row === undefined ? null : { sourceId, generation: row.generation, now: { name: row.name, number: 0, picture: row.poster, plot: row.plot } };
}

/** Writes an edit over what the source says into the row, and moves it out of or into the readers' sight. */
async function write(transaction: Transaction<Database>, found: Found, edit: CatalogEdit, own: CatalogOwn): Promise<void> {
  const name = edit.name || own.name;
  const picture = edit.picture || own.picture;
  const plot = edit.plot || own.plot;
  const generation = edit.isHidden ? -Math.abs(found.generation) : Math.abs(found.generation);
  if (edit.kind === 'category') {
    await transaction.updateTable('categories').set({ name, generation }).where('id', '=', edit.itemId).where('generation', '=', found.generation).execute();
  } else if (edit.kind === 'channel') {
    const changes = { name, number: edit.number || own.number, logo: picture, generation };
    await transaction.updateTable('channels').set(changes).where('id', '=', edit.itemId).where('generation', '=', found.generation).execute();
  } else {
    await transaction.updateTable(titleTable(edit.kind)).set({ name, poster: picture, plot, generation }).where('id', '=', edit.itemId).where('generation', '=', found.generation).execute();
  }
}

async function keep(transaction: Transaction<Database>, sourceId: string, edit: CatalogEdit, own: CatalogOwn): Promise<void> {
  const columns = {
    source_id: sourceId, kind: edit.kind, name: edit.name, number: edit.number, picture: edit.picture, plot: edit.plot, is_hidden: toFlag(edit.isHidden),
    own_name: own.name, own_number: own.number, own_picture: own.picture, own_plot: own.plot,
  };
  await transaction.insertInto('catalog_edits').values({ item_id: edit.itemId, ...columns })
    .onConflict((conflict) => conflict.column('item_id').doUpdateSet(columns)).execute();
}

/** Writes the edits of a source into a generation that was just imported and is not live yet. */
export async function carryEdits(transaction: Transaction<Database>, sourceId: string, generation: number): Promise<void> {
  for (const row of await transaction.selectFrom('catalog_edits').selectAll().where('source_id', '=', sourceId).execute()) {
    const edit = editOf(row);
    const found = await findIn(transaction, edit.kind, edit.itemId, sourceId, generation);
    if (found === null) continue;
    await keep(transaction, sourceId, edit, found.now);
    await write(transaction, found, edit, found.now);
  }
}

/** {@link CatalogEditsStore} in SQL. */
export class SqlCatalogEditsStore implements CatalogEditsStore {
  constructor(private readonly database: SqlDatabase) {}

  async list(): Promise<readonly EditedItem[]> {
    const rows = await this.database.selectFrom('catalog_edits').selectAll().orderBy('own_name').orderBy('item_id').execute();
    return rows.map((row) => ({ edit: editOf(row), own: ownOf(row) }));
  }

  async get(kind: RightsTargetKind, itemId: number): Promise<EditedItem | null> {
    const row = await this.database.selectFrom('catalog_edits').selectAll().where('item_id', '=', itemId).where('kind', '=', kind).executeTakeFirst();
    if (row !== undefined) return { edit: editOf(row), own: ownOf(row) };
    const found = await find(this.database, kind, itemId);
    return found === null ? null : { edit: { kind, itemId, name: '', number: 0, picture: '', plot: '', isHidden: false }, own: found.now };
  }

  put(edit: CatalogEdit, nowMs: number): Promise<boolean> {
    return this.database.inTurn('edits', async (transaction) => {
      const found = await find(transaction, edit.kind, edit.itemId);
      if (found === null) return false;
      const before = await transaction.selectFrom('catalog_edits').selectAll().where('item_id', '=', edit.itemId).executeTakeFirst();
      const own = before === undefined ? found.now : ownOf(before);
      await write(transaction, found, edit, own);
      const isEmpty = edit.name === '' && edit.number === 0 && edit.picture === '' && edit.plot === '' && !edit.isHidden;
      if (isEmpty) await transaction.deleteFrom('catalog_edits').where('item_id', '=', edit.itemId).execute();
      else await keep(transaction, found.sourceId, edit, own);
      await renewRevision(transaction, found.sourceId, nowMs);
      return true;
    });
  }
}
