import { evaluate, plantedContent, plantedWatches } from '#server/domain';
import { tableText } from './operator-tools';
import type { OperatorCommand } from './operator-tools';
import { problem } from './operator-words';

const MOST_PEOPLE = 20_000;
const MOST_ITEMS = 20_000;

/** Prints how recommendations do on made-up plays with a known structure. */
export const EVALUATE_COMMAND: OperatorCommand = {
  usage: '[--people 600] [--items 480] [--seed 1]',
  run(words) {
    const size = { people: words.count('people', 600), items: words.count('items', 480), seed: words.count('seed', 1) };
    words.endOfFlags();
    if (size.people < 1 || size.people > MOST_PEOPLE) throw problem(`--people must be from 1 to ${String(MOST_PEOPLE)}`);
    if (size.items < 24 || size.items > MOST_ITEMS) throw problem(`--items must be from 24 to ${String(MOST_ITEMS)}`);
    const rows = evaluate(plantedWatches(size), size.people, plantedContent(size)).map((row) =>
      [row.name, ...[row.recall20, row.ndcg10, row.ndcg100, row.coverage20, row.newRecall20].map((value) => value.toFixed(4))]);
    return Promise.resolve(tableText([['', 'Recall@20', 'NDCG@10', 'NDCG@100', 'Coverage@20', 'New@20'], ...rows]));
  },
};
