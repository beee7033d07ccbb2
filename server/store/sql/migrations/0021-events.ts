import type { Migration } from '../migrate';

/** Pay-per-view events: what an offer of one says of it (JSON; empty: the offer is of no event). */
export const events: Migration = {
  name: 'events',
  async up(database) {
    await database.schema.alterTable('offers').addColumn('event', 'text', (it) => it.notNull().defaultTo('')).execute();
  },
};
