import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSeededRandom } from '#core/base';
import { LoopbackServer } from '#test/harness/loopback';
import { createVocabulary } from '../data/vocabulary';
import { PanelRows } from '../xtream/panel-rows';

const SEED = 0xb16;
/** Of so many titles, one is a series; there is one channel for every ten titles. */
const SERIES_SHARE = 0.3;
const CHANNEL_SHARE = 0.1;
const LIVE_CATEGORIES = 150;
const HOUR_SEC = 3_600;

/** A panel on loopback with as many titles as a benchmark asks for, a channel for every ten, and an evening for each channel. */
export class BigPanel {
  private readonly server = new LoopbackServer((request, response) => {
    this.answer(request, response);
  });
  private readonly lists: ReadonlyMap<string, Buffer>;

  private constructor(titles: number) {
    this.lists = makeLists(titles);
  }

  /** Listens on a free port of 127.0.0.1. Whoever opens closes. */
  static async open(titles: number): Promise<BigPanel> {
    const panel = new BigPanel(titles);
    await panel.server.listen();
    return panel;
  }

  get url(): string {
    return this.server.url;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://panel');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    if (pathname !== '/player_api.php') return void response.writeHead(404).end();
    const action = searchParams.get('action') ?? '';
    response.setHeader('content-type', 'application/json');
    response.end(this.lists.get(action) ?? JSON.stringify(answerTo(action, searchParams)));
  }
}

/** Answers that are made when they are asked for. */
function answerTo(action: string, query: URLSearchParams): unknown {
  switch (action) {
    case '':
      return {
        user_info: { auth: 1, status: 'Active', username: query.get('username'), max_connections: '1', active_cons: '0', allowed_output_formats: ['m3u8'], exp_date: '4000000000' },
        server_info: { timezone: 'UTC', server_protocol: 'http', timestamp_now: Math.floor(Date.now() / 1000) },
      };
    case 'get_short_epg':
      return { epg_listings: evening(Number(query.get('stream_id'))) };
    default:
      return [];
  }
}

function evening(channel: number): readonly object[] {
  const random = createSeededRandom(channel);
  const words = createVocabulary();
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  let startSec = Math.floor(Date.now() / 1000 / HOUR_SEC) * HOUR_SEC - HOUR_SEC;
  return Array.from({ length: 12 }, (_, index) => {
    const stopSec = startSec + (1 + random.below(4)) * 1_500;
    const row = { id: String(channel * 100 + index), title: base64(words.title(random)), description: base64(words.sentence(random, 20)), start_timestamp: String(startSec), stop_timestamp: String(stopSec) };
    startSec = stopSec;
    return row;
  });
}

function makeLists(titles: number): ReadonlyMap<string, Buffer> {
  const films = new PanelRows(SEED);
  const { random, vocabulary } = films;
  const series = Math.round(titles * SERIES_SHARE);
  const named = (count: number): readonly { readonly category_id: string; readonly category_name: string; readonly parent_id: number }[] =>
    Array.from({ length: count }, (_, index) => ({ category_id: String(index + 1), category_name: vocabulary.title(random), parent_id: 0 }));
  const [live, shows] = [named(LIVE_CATEGORIES), named(60)];
  const rows = (count: number, make: (id: number) => string): Buffer => Buffer.from(`[${Array.from({ length: count }, (_, index) => make(index + 1)).join(',')}]`);
  const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
  return new Map([
    ['get_live_categories', json(live)],
    ['get_series_categories', json(shows)],
    ['get_vod_categories', json(films.categories.map(({ id, name }) => ({ category_id: id, category_name: name, parent_id: 0 })))],
    ['get_live_streams', rows(Math.round(titles * CHANNEL_SHARE), (id) => JSON.stringify({
      num: id, name: vocabulary.title(random), stream_type: 'live', stream_id: id, stream_icon: '', epg_channel_id: `c${String(id)}`, category_id: random.pick(live).category_id, tv_archive: 0,
    }))],
    ['get_vod_streams', rows(titles - series, () => films.next().json)],
    ['get_series', rows(series, (id) => JSON.stringify({
      num: id, name: vocabulary.title(random), series_id: id, cover: '', plot: '', genre: '', releaseDate: `${String(1960 + random.below(66))}-01-01`, rating: String(random.below(10)), category_id: random.pick(shows).category_id,
    }))],
  ]);
}
