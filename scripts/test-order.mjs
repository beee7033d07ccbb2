// @ts-check
// The order of test files on a machine that has not run them yet: longest first, so that no worker is left alone with a long one.
import Sequencer from '@jest/test-sequencer';

/** Names of the longest files and their seconds, roughly; where a file was run before, Jest knows better. */
const LONGEST = Object.entries({
  'e2e/monkey.spec': 240, 'e2e/failures.spec': 230, 'ports/page-hosts.spec': 220, 'e2e/journeys.spec': 150, 'e2e/real-playlist.spec': 110, 'e2e/ingest.spec': 105, 'e2e/hostile.spec': 100,
  'engines/app.spec': 90, 'simulators/packaged-app.spec': 80, 'e2e/search.spec': 75, 'e2e/console.spec': 74, 'e2e/parental.spec': 70, 'e2e/guide.spec': 60, 'e2e/ads.spec': 50,
  'store/postgres-store.test': 150, 'fuzz/fuzz.test': 140, 'store/kill.test': 90, 'platform/snapshots.test': 80, 'platform/snapshot-kill.test': 70, 'store/sqlite-store.test': 40,
  'playlist/playlist-properties.test': 20, 'server/http/oauth-plugin.test': 25, 'guide/xmltv-properties.test': 18, 'server/http/shop.test': 18, 'tizen/package-wgt.test': 17, 'server/http/rights.test': 15,
});

/** Larger files take longer, as a rule; all of them less than those above. @param {import('@jest/test-result').Test} test */
function guessedSeconds(test) {
  const path = test.path.replace(/\\/g, '/');
  return LONGEST.find(([name]) => path.includes(name))?.[1] ?? (test.context.hasteFS.getSize(test.path) ?? 0) / 10_000;
}

/** Jest's own order, or a guess where it has no times. Jest takes a class as default export only. */
export default class LongestFirst extends Sequencer {
  /**
   * @override
   * @param {import('@jest/test-result').Test[]} tests
   */
  async sort(tests) {
    const sorted = await super.sort(tests);
    return sorted.some((test) => test.duration !== undefined) ? sorted : [...sorted].sort((a, b) => guessedSeconds(b) - guessedSeconds(a));
  }
}
