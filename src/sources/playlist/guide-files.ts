import { fail, ok } from '#core/base';
import type { AppError, CancelSignal, Result } from '#core/base';
import type { CatalogReader } from '#core/catalog';
import { createGuideBuilder, createXmltvReader, wantedChannels } from '#core/guide';
import type { ColumnarGuide } from '#core/guide';
import { feedBody } from '#sources/http';
import type { HttpClient } from '#sources/http';

/** Guides of one list at most; the first ones count. */
const MAX_GUIDES = 3;
const SLOW_GUIDE_MS = 30_000;

/** What to read. */
export interface GuideFilesRequest {
  readonly client: HttpClient;
  readonly urls: readonly string[];
  /** Only its channels are kept. */
  readonly catalog: CatalogReader;
  readonly nowMs: number;
  readonly signal: CancelSignal;
}

async function readOne(url: string, request: GuideFilesRequest): Promise<Result<ColumnarGuide, AppError>> {
  const response = await request.client.open({ url, signal: request.signal, headTimeoutMs: SLOW_GUIDE_MS });
  if (!response.ok) return response;
  const builder = createGuideBuilder({ nowMs: request.nowMs, wanted: wantedChannels(request.catalog) });
  const reader = createXmltvReader(builder);
  const fed = await feedBody(
    response.value,
    (chunk) => {
      reader.push(chunk);
      return true;
    },
    request.signal,
  );
  // A guide that breaks off is good as far as it goes; the next hours stand at its beginning as often as not.
  if (!fed.ok && builder.programmeCount === 0) return fed;
  const end = reader.end();
  return end.ok ? ok(builder.finish()) : end;
}

/** Reads XMLTV guides, gzip or plain, one after the other. Fails only when none could be read. */
export async function readGuideFiles(request: GuideFilesRequest): Promise<Result<readonly ColumnarGuide[], AppError>> {
  const guides: ColumnarGuide[] = [];
  let firstError: AppError | null = null;
  for (const url of request.urls.slice(0, MAX_GUIDES)) {
    const guide = await readOne(url, request);
    if (guide.ok) guides.push(guide.value);
    else firstError = firstError ?? guide.error;
  }
  return guides.length === 0 && firstError !== null ? fail(firstError) : ok(guides);
}
