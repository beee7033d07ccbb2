/** Texts about recommendations. */
export const RECOMMEND_TEXTS = {
  title: 'Recommendations', rows: 'Rows of Home', row: 'Row', shown: 'Seen', pressed: 'Pressed', rate: 'Pressed, of times seen', place: 'Place pressed, on average', noRows: 'No set has told of any yet.',
  rowsHint: (days: number) => `What viewers made of each way of recommending in the last ${String(days)} days. A row is seen when the focus comes to it, once per visit; only sets whose viewers tell how well playing goes are counted, so compare rows with each other.`,
  learnt: 'What was learnt', learntAt: 'Learnt', rankedAt: 'Ranked', fact: 'Of what', count: 'Count', notLearnt: 'Nothing was learnt yet: it takes plays of two people.', now: 'Watched most now', week: 'Watched most this week',
  viewers: 'Viewers', noRanking: 'Nobody watched enough yet.',
  lists: {
    continue: 'Continue watching', 'on-now': 'On now', usual: 'Usually at this hour', top10: 'Top 10', because: 'Because you watched …', 'trending-now': 'Trending now', 'trending-week': 'Trending this week',
    'for-you': 'Recommended for you', 'new-films': 'New films', series: 'Series', genre: 'Genres', category: 'Categories', other: 'Others',
  } as Readonly<Record<string, string>>,
} as const;
