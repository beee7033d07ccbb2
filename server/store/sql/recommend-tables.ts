import type { Flag } from './database';

interface RecommendTurnsTable {
  work: string;
  /** The generation that is read; 0: none yet. */
  generation: number;
  finished_at_ms: number;
  /** JSON of counts by name. */
  facts: string;
  /** The generation under way; 0: nobody has the turn. */
  running: number;
  node: string;
  held_until_ms: number;
  /** The highest number ever given. */
  newest: number;
}

interface RecommendNearTable {
  generation: number;
  item: string;
  /** JSON list of item, nearness and reason. */
  list: string;
}

interface RecommendRankingsTable {
  generation: number;
  name: string;
  place: number;
  item: string;
  score: number;
  viewers: number;
}

interface RecommendLearningTable {
  profile_id: string;
  profile_hash: string;
  is_on: Flag;
  forgotten_before_ms: number;
  /** JSON list of keys. */
  forgotten: string;
}

/** Tables of recommendations. */
export interface RecommendTables {
  recommend_turns: RecommendTurnsTable;
  recommend_near: RecommendNearTable;
  recommend_rankings: RecommendRankingsTable;
  recommend_learning: RecommendLearningTable;
}
