import type { Steps } from '../base';
import type { ColumnarCatalog } from '../catalog';
import { NO_RESULT } from './ingest-task';
import type { TaskResult } from './ingest-task';
import { encodeCatalog, indexCatalog } from './long-phases';

/** A finished catalogue as a job's result; one of the known revision is neither encoded nor indexed. */
export function* catalogResult(catalog: ColumnarCatalog, knownRevision: string): Steps<TaskResult> {
  const { revision } = catalog;
  if (knownRevision !== '' && knownRevision === revision) return { ...NO_RESULT, isUnchanged: true, revision };
  // The index is made first: encoding hands out the catalogue's own memory.
  const search = yield* indexCatalog(catalog);
  return { ...NO_RESULT, revision, search, catalog: yield* encodeCatalog(catalog) };
}
