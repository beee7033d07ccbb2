import { AppError, fail, ok } from '#core/base';
import type { Result, SourceId } from '#core/base';
import { createCatalogBuilder } from '#core/catalog';
import { fillFromWire, parseWireCatalog } from '#core/wire';
import type { PlatformApi } from '#sources/platform';
import type { RefreshOptions, RefreshOutcome } from '#sources/source';

/** Fetches and parses the JSON catalogue; the same keys and fields as in the platform's snapshot. */
export async function fetchJsonCatalog(
  deps: { readonly id: SourceId; readonly api: PlatformApi },
  options: RefreshOptions,
): Promise<Result<RefreshOutcome, AppError>> {
  const { id, api } = deps;
  const headers = options.knownMark === '' ? {} : { 'if-none-match': options.knownMark };
  const answer = await api.call({ path: '/catalog', headers, signal: options.signal });
  if (!answer.ok) return answer;
  if (answer.value.status === 304) return ok({ kind: 'unchanged' });
  const catalog = parseWireCatalog(answer.value.value);
  if (!catalog.ok) return catalog;
  const builder = createCatalogBuilder({ sourceId: id });
  fillFromWire(builder, catalog.value, (address) => api.absolute(address));
  const count = { channels: builder.count('channel'), movies: builder.count('movie'), series: builder.count('series') };
  options.onProgress({ ...count, fraction: 1 });
  if (count.channels + count.movies + count.series === 0) return fail(new AppError('source.empty'));
  return ok({ kind: 'changed', snapshot: builder.finish(), mark: answer.value.etag });
}
