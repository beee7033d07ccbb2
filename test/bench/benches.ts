import { benchApp } from './app/bench-app';
import { benchBytes } from './app/bench-bytes';
import type { Bench } from './measurement';

/** Every benchmark, in the order it runs when none is named. */
export const BENCHES: readonly Bench[] = [
  { name: 'bytes', about: 'sizes of what is shipped, against the budgets', run: benchBytes },
  { name: 'app', about: 'start to the first frame of Home, key to changed frame, heap; Chromium with 6x CPU throttling', run: benchApp },
];
