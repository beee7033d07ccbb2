import { ok } from '../base';
import type { AppError, Result, Steps } from '../base';
import { applyDeltaSteps } from './apply-delta';
import { brokenDelta } from './delta-format';
import { encodeDeltaSteps } from './encode-delta';
import type { DeltaOptions } from './encode-delta';

/**
 * How to make the snapshot `target` of the snapshot `base`: the target's first chunk, then a delta between all the others. The first
 * chunk of a snapshot holds its source's id and the address its pictures are relative to; a television has put its own there, so it
 * is not compared. `null` and cost as with {@link encodeDeltaSteps}.
 */
export function* encodeSnapshotDeltaSteps(
  base: readonly Uint8Array[],
  target: readonly Uint8Array[],
  options: DeltaOptions = {},
): Steps<readonly Uint8Array[] | null> {
  const delta = yield* encodeDeltaSteps(base.slice(1), target.slice(1), options);
  return delta === null ? null : target.slice(0, 1).concat(delta);
}

/**
 * The snapshot that {@link encodeSnapshotDeltaSteps} describes, made of the stored one as `encodeSnapshot` gives it. Everything but
 * the first chunk is checked here; that one carries a checksum of its own. Fails as {@link applyDeltaSteps} does.
 */
export function* applySnapshotDeltaSteps(
  known: readonly Uint8Array[],
  delta: readonly Uint8Array[],
): Steps<Result<readonly Uint8Array[], AppError>> {
  const [head] = delta;
  if (head === undefined) return brokenDelta('format');
  const body = yield* applyDeltaSteps(known.slice(1), delta.slice(1));
  return body.ok ? ok([head].concat(body.value)) : body;
}
