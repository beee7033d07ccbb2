import { GrowColumn } from '../text';
import type { KindTable } from './catalog-data';
import { MAX_ROWS, findDuplicates } from './key-index';

/** The columns of one kind while rows come in. A column nobody pushes to ends up empty. */
export class TableBuilder {
  readonly offset = new GrowColumn();
  readonly idHigh = new GrowColumn();
  readonly idLow = new GrowColumn();
  readonly number = new GrowColumn(true);
  readonly set = new GrowColumn();
  readonly flags = new GrowColumn();
  readonly year = new GrowColumn();
  readonly rating = new GrowColumn();
  readonly age = new GrowColumn();
  readonly added = new GrowColumn();
  readonly parent = new GrowColumn();
  readonly season = new GrowColumn();

  /** Rows so far. */
  get count(): number {
    return this.offset.length;
  }

  /** Whether another row fits. */
  get hasRoom(): boolean {
    return this.count < MAX_ROWS;
  }

  /** Seals the columns and finds repeated ids. */
  finish(): KindTable {
    const table: KindTable = {
      count: this.count,
      offset: this.offset.finish(),
      idHigh: this.idHigh.finish(),
      idLow: this.idLow.finish(),
      number: this.number.length === 0 ? new Uint8Array(0) : this.number.finish(),
      set: this.set.finish(),
      flags: this.flags.finish(),
      year: this.year.finish(),
      rating: this.rating.finish(),
      age: this.age.finish(),
      added: this.added.finish(),
      parent: this.parent.finish(),
      season: this.season.finish(),
      duplicates: new Uint8Array(0),
    };
    return { ...table, duplicates: findDuplicates(table) };
  }
}
