import { createCancelSource, SECOND_MS } from '#core/base';
import type { SearchIndexRequest, Source } from '#sources/source';
import type { KeepDeps } from './keep-catalog';

/** Building the index takes a slow set as long: whoever searches does not wait longer for one that comes. */
const PATIENCE_MS = 20 * SECOND_MS;

/** The finished search index of a catalogue from its source; `null` when it has none, or it does not come in time. */
export async function fetchSearch({ clock, store, signal }: KeepDeps, source: Source, wish: Omit<SearchIndexRequest, 'signal'>): Promise<readonly Uint8Array[] | null> {
  const patience = createCancelSource(signal);
  const stop = clock.after(PATIENCE_MS, () => {
    patience.cancel();
  });
  const answer = await source.searchIndex?.({ ...wish, signal: patience.signal });
  stop();
  if (answer === undefined || answer.ok) return answer?.value ?? null;
  if (!signal.isCancelled) store.complain('search', answer.error);
  return null;
}
