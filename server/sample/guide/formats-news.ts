import type { FormatPools } from './formats';

/** News, business, talk, regional. */
export const NEWS_FORMATS: FormatPools = {
  news: {
    category: 'News',
    formats: [
      ['Headlines', 30, 'news', -1, 'The hour’s news in brief, with sport and weather.', 'What has happened since the last hour, and what to expect of the next.'],
      ['World Now', 30, 'world', -1, 'Reports from four continents, live from the newsroom.', 'Correspondents on the stories that travel.'],
      ['Press Room', 30, 'news', -1, 'The day’s press conferences, in full where it matters.'],
      ['Fact Desk', 15, 'news', -1, 'One claim, one quarter of an hour, all the sources.'],
      ['Weather', 15, 'weather', -1, 'The outlook for the next three days, region by region.'],
      ['On the Line', 45, 'talk', -1, 'Viewers call, an editor answers.'],
      ['Close Up', 30, 'world', -1, 'A single report, from beginning to end.', 'A reporter goes back to a story everybody else has left.'],
    ],
  },
  newsEvening: {
    category: 'News',
    formats: [
      ['Markets', 30, 'markets', -1, 'Closing prices, and what moved them.'],
      ['Evening Report', 30, 'news', -1, 'The news of the day from every desk, with live reports.', 'The day in thirty minutes.'],
      ['World Tonight', 45, 'world', -1, 'The world’s day, seen from six cities.'],
      ['The Interview', 60, 'talk', -1, 'One guest, one hour, no interruptions.', 'The minister answers, with the documents on the table.'],
      ['Northern Report', 45, 'regional', -1, 'Three reports from beyond the last motorway exit.'],
    ],
  },
  newsNight: {
    category: 'News',
    formats: [
      ['Night Headlines', 30, 'news', -1, 'The news every half hour through the night.'],
      ['World Update', 30, 'world', -1, 'Morning in the east, evening in the west.'],
      ['Close Up (repeat)', 30, 'world', -1, 'A single report, from beginning to end.'],
    ],
  },
  business: {
    category: 'Business',
    formats: [
      ['Opening Bell', 60, 'markets', -1, 'First prices, company news, the calendar of the day.'],
      ['Balance Sheet', 30, 'markets', -1, 'A company explained by its own figures.'],
      ['Founders', 45, 'talk', -1, 'People who started something, and what it cost.'],
      ['Harbour & Freight', 30, 'city', -1, 'What the world is shipping, and why it is late.'],
      ['Pocket Money', 30, 'talk', -1, 'Rent, energy, savings: sums for everyday life.'],
      ['Closing Bell', 45, 'markets', -1, 'The trading day and what will matter tomorrow.'],
    ],
  },
  talk: {
    category: 'Talk',
    formats: [
      ['Late Talk', 55, 'talk', -1, 'Four guests, one sofa, and a question nobody has prepared for.', 'A judge, a singer, a beekeeper and a very old goalkeeper.'],
      ['Round Table', 60, 'talk', -1, 'Two against two, with the clock on the table.'],
      ['Night School', 45, 'science', -1, 'A lecture that was full, filmed for those outside.'],
      ['Books, Mostly', 45, 'talk', -1, 'Three novels and one cookery book.'],
      ['The Bench', 30, 'regional', -1, 'An interviewer, a park bench, whoever sits down.'],
      ['Parliament Live', 90, 'news', -1, 'The debate in full.'],
      ['Philosophers’ Breakfast', 30, 'breakfast', -1, 'What is an obligation, and is there any marmalade?'],
    ],
  },
  regional: {
    category: 'Regional',
    formats: [
      ['Regional news', 25, 'regional', -1, 'News from your region.', 'News from your region, with the harbour council and the weather for tomorrow.'],
      ['County Hour', 60, 'regional', -1, 'From one end of the county to the other, by bus.'],
      ['Market Day', 30, 'market', -1, 'What is ripe, what it costs, who grew it.'],
      ['Lost Railways', 45, 'history', -1, 'A line, a station building, somebody who remembers.'],
      ['Choirs of the Coast', 45, 'classical', -1, 'Forty voices in a boat shed.'],
      ['Roadworks', 30, 'paddock', -1, 'Where it is blocked, for how long, and who asked for it.'],
    ],
  },
};
