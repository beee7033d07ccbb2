import { factsText, runRecommending } from '../recommending';
import type { RecommendWish } from '../recommending';
import { dateText, tableText } from './operator-tools';
import type { OperatorCommand } from './operator-tools';
import { problem } from './operator-words';

function doing(work: RecommendWish['work']): OperatorCommand {
  return {
    usage: '[--due]',
    run(words, { store, nowMs }) {
      const isForced = !words.has('due');
      words.endOfFlags();
      return runRecommending(store, nowMs, { work, isForced });
    },
  };
}

/** Learning what to recommend, and how that went. */
export const RECOMMEND_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'recommend learn': doing('learn'),
  'recommend rank': doing('rank'),
  'recommend show': {
    usage: '[now|week]',
    async run(words, { store }) {
      words.endOfFlags();
      const name = words.plain[2] ?? 'now';
      if (name !== 'now' && name !== 'week') throw problem('recommend show now, or recommend show week');
      const [model, rankings, rows] = [await store.recommend.run('model'), await store.recommend.run('rankings'), await store.recommend.ranking(name, 20)];
      const facts = factsText(model.facts);
      const lines = [`learnt ${dateText(model.finishedAtMs, 'never')}${facts === '' ? '' : `: ${facts}`}`, `ranked ${dateText(rankings.finishedAtMs, 'never')}`];
      const named: string[][] = [];
      for (const { item, viewers, score } of rows) {
        const id = Number(item.slice(2));
        const row = item.startsWith('m:') ? await store.catalog.movie(id) : await store.catalog.seriesById(id);
        named.push([item, row?.name ?? '(gone)', String(viewers), score.toFixed(1)]);
      }
      if (named.length > 0) lines.push(tableText([['', name, 'viewers', 'score'], ...named]));
      return lines.join('\n');
    },
  },
};
