import { createHash } from 'node:crypto';
import { AppError } from '#core/base';
import { READER_VERSION } from '#core/ingest';
import type { Conditions } from './open-bytes';
import { NO_CONDITIONS } from './open-bytes';
import type { ImportReport } from './import-report';

/** Raised when the same bytes are written to the store differently: what was imported before is then read again. */
const WRITER_VERSION = 1;
const VERSION = `${String(READER_VERSION)}.${String(WRITER_VERSION)}.`;

/** What tells whether a source is still what was imported. */
export interface ContentFacts extends Conditions {
  /** Names the content and the code that read it; empty: nothing was imported. */
  readonly contentMark: string;
}

/** Nothing is known: everything counts as new. */
export const NOTHING_KNOWN: ContentFacts = { ...NO_CONDITIONS, contentMark: '' };

/** How an import ended. `facts` are for the next time. */
export type ImportOutcome =
  | { readonly kind: 'unchanged'; readonly facts: ContentFacts; readonly remarks?: readonly string[] }
  | { readonly kind: 'imported'; readonly facts: ContentFacts; readonly report: ImportReport };

/** What a source may be asked with: nothing when another version of the readers read it last. */
export function conditionsOf(known: ContentFacts): Conditions {
  return known.contentMark.startsWith(VERSION) ? known : NO_CONDITIONS;
}

/** Refuses an answer that broke off where a whole one was imported before: half a list must not replace it. */
export function refuseCut(isCut: boolean, known: ContentFacts, from: string): void {
  if (isCut && known.contentMark !== '') throw new AppError('net.timeout', { message: `${from} broke off in the middle; what was imported before stays` });
}

/** Names content by a hash of it. */
export function contentMark(content: string): string {
  return VERSION + content;
}

/** Counts and hashes bytes on their way to a reader. */
export class ContentMeter {
  bytes = 0;
  private readonly hash = createHash('sha256');

  /** Hands the chunks through. */
  async *measure(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      this.hash.update(chunk);
      yield chunk;
    }
  }

  /** The mark of what went through; once, at the end. */
  mark(): string {
    return contentMark(this.hash.digest('base64url'));
  }
}
