import { AppError } from '../base';
import type { Steps } from '../base';
import { decodeSnapshotSteps } from '../catalog';
import { decodeGuideSteps } from '../guide';
import { joinBytes } from '../text';
import type { IngestPart, PartOutcome } from './ingest-contract';
import { NO_REPORT, NO_RESULT, NO_ROWS, plainOutcome } from './ingest-task';
import type { IngestTask, TaskResult, TaskRows } from './ingest-task';
import { indexCatalog, indexProgrammes } from './long-phases';
import type { Chunks } from './long-phases';

/** Chunks of something finished, and the index made of it. */
abstract class ChunkTask implements IngestTask {
  readonly rows: TaskRows = NO_ROWS;
  private readonly chunks: Uint8Array[] = [];
  private pieces: Uint8Array[] = [];
  private heldBytes = 0;

  open(part: IngestPart): void {
    if (part.what !== 'chunk') throw new AppError('internal.bug', { message: `an index has no part ${part.what}` });
    this.pieces = [];
    this.heldBytes = 0;
  }

  push(piece: Uint8Array): void {
    this.pieces.push(piece);
    this.heldBytes += piece.length;
  }

  *close(): Steps<PartOutcome> {
    yield;
    // One message as a rule: then it is the chunk itself.
    const [only] = this.pieces;
    this.chunks.push(only !== undefined && this.pieces.length === 1 ? only : joinBytes(this.pieces));
    return plainOutcome({ ...NO_REPORT, bytes: this.heldBytes });
  }

  *end(): Steps<TaskResult> {
    return { ...NO_RESULT, search: yield* this.index(this.chunks) };
  }

  protected abstract index(chunks: Chunks): Steps<Chunks>;
}

/** The search index of a catalogue that was read elsewhere. */
export class SearchIndexTask extends ChunkTask {
  protected *index(chunks: Chunks): Steps<Chunks> {
    const catalog = yield* decodeSnapshotSteps(chunks);
    if (!catalog.ok) throw catalog.error;
    return yield* indexCatalog(catalog.value);
  }
}

/** The search index over the programmes of a guide that was read elsewhere. */
export class ProgrammeIndexTask extends ChunkTask {
  protected *index(chunks: Chunks): Steps<Chunks> {
    const guide = yield* decodeGuideSteps(chunks);
    if (!guide.ok) throw guide.error;
    return yield* indexProgrammes(guide.value);
  }
}
