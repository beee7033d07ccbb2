import type { Steps } from '../base';
import { encodeSnapshotSteps } from '../catalog';
import type { ColumnarCatalog } from '../catalog';
import { encodeGuideSteps } from '../guide';
import type { ColumnarGuide, ColumnarGuideBuilder } from '../guide';
import { buildProgrammeIndexSteps, buildSearchIndexSteps, encodeProgrammeIndex, encodeSearchIndexSteps } from '../search';

/** Bytes of a snapshot, guide or index in chunks. */
export type Chunks = readonly Uint8Array[];

/** A catalogue as it travels and is stored. */
export function encodeCatalog(catalog: ColumnarCatalog): Steps<Chunks> {
  return encodeSnapshotSteps(catalog);
}

/** The rows so far, sealed by `partial`, as they travel; reading goes on when the last step is done. */
export function* encodeSoFar(partial: Steps<ColumnarCatalog>): Steps<Chunks> {
  // The piece that made them enough has had its time.
  yield;
  const catalog = yield* partial;
  return yield* encodeSnapshotSteps(catalog);
}

/** The search index of a catalogue as it travels and is stored. */
export function* indexCatalog(catalog: ColumnarCatalog): Steps<Chunks> {
  return yield* encodeSearchIndexSteps(yield* buildSearchIndexSteps(catalog));
}

/** Seals a guide. */
export function finishGuide(builder: ColumnarGuideBuilder): Steps<ColumnarGuide> {
  return builder.finishSteps();
}

/** A guide as it travels and is stored. */
export function encodeGuideFile(guide: ColumnarGuide): Steps<Chunks> {
  return encodeGuideSteps(guide);
}

/** The search index over a guide's programmes as it travels and is stored. */
export function* indexProgrammes(guide: ColumnarGuide): Steps<Chunks> {
  const index = yield* buildProgrammeIndexSteps(guide);
  yield;
  return encodeProgrammeIndex(index);
}
