import { benchBytes } from './app/bench-bytes';
import { benchGuide } from './guide/bench-guide';
import { benchGzip } from './gzip/bench-gzip';
import { benchM3u } from './m3u/bench-m3u';
import type { Bench } from './measurement';
import { benchSearch } from './search/bench-search';
import { benchXmltv } from './xmltv/bench-xmltv';
import { benchXtream } from './xtream/bench-xtream';

/** Every benchmark, in the order it runs when none is named. What drives a browser is loaded when it is asked for. */
export const BENCHES: readonly Bench[] = [
  { name: 'bytes', about: 'sizes of what is shipped, against the budgets', needs: ['app'], run: benchBytes },
  {
    name: 'app', about: 'start to Home, keys, frames and draw calls of every screen, heap; Chromium with 6x CPU throttling (--size: titles of a panel)', needs: ['app', 'browser'],
    run: async (options) => await (await import('./app/bench-app')).benchApp(options),
  },
  {
    name: 'zap', about: 'changing channels, starting films and standing still beside a bare player, in Chromium', needs: ['app', 'browser'],
    run: async (options) => await (await import('./app/bench-zap')).benchZap(options),
  },
  benchM3u,
  benchXmltv,
  benchXtream,
  benchGzip,
  benchSearch,
  benchGuide,
  {
    name: 'ingest', about: 'a playlist read by the built program, in a worker and in slices; Chromium with 6x CPU throttling (--size: entries)', needs: ['app', 'browser'],
    run: async (options) => await (await import('./ingest/bench-ingest')).benchIngest(options),
  },
  {
    name: 'storage', about: 'a stored catalogue at the start of a page, in Chromium (--size: titles, default 200,000)', needs: ['browser'],
    run: async (options) => await (await import('./storage/bench-storage')).benchStorage(options),
  },
];
