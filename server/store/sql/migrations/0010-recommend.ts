import type { Migration } from '../migrate';
import { createTable } from './create-table';

/** What is near, what is watched most, and what profiles want learnt of them. */
export const recommend: Migration = {
  name: 'recommend',
  async up(database) {
    await createTable(database, 'recommend_turns', {
      work: 'text', generation: 'integer', finished_at_ms: 'bigint', facts: 'text', running: 'integer', node: 'text', held_until_ms: 'bigint', newest: 'integer',
    }).addPrimaryKeyConstraint('recommend_turns_pk', ['work']).execute();
    await createTable(database, 'recommend_near', { generation: 'integer', item: 'text', list: 'text' })
      .addPrimaryKeyConstraint('recommend_near_pk', ['generation', 'item']).execute();
    await createTable(database, 'recommend_rankings', { generation: 'integer', name: 'text', place: 'integer', item: 'text', score: 'real', viewers: 'integer' })
      .addPrimaryKeyConstraint('recommend_rankings_pk', ['generation', 'name', 'place']).execute();
    await createTable(database, 'recommend_learning', { profile_id: 'text', profile_hash: 'text', is_on: 'integer', forgotten_before_ms: 'bigint', forgotten: 'text' })
      .addPrimaryKeyConstraint('recommend_learning_pk', ['profile_id']).execute();
  },
};
