import type { Steps } from '../base';
import { decodeUtf8, encodeUtf8 } from '../text';
import type { GuideChannel, GuideMatch, MatchKind } from './guide-contract';

/** Kinds by their rank, best first. */
export const MATCH_KINDS: readonly MatchKind[] = ['id', 'id-case', 'guide-name', 'name', 'normalised', 'none'];

/** One wish: key, rank in {@link MATCH_KINDS}, the channel's index (-1: none), indexes of equally good channels. */
export type PackedMatch = readonly [guideKey: string, rank: number, channel: number, rivals: readonly number[]];

/** Wishes packed between two pauses. */
const STEP_MATCHES = 500;

/** Matches as bytes, a part of the guide that is read only when somebody asks. */
export function* packMatchesSteps(matches: readonly PackedMatch[]): Steps<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let from = 0; from < matches.length; from += STEP_MATCHES) {
    const text = JSON.stringify(matches.slice(from, from + STEP_MATCHES)).slice(1, -1);
    const part = encodeUtf8((from === 0 ? '[' : ',') + text + (from + STEP_MATCHES < matches.length ? '' : ']'));
    parts.push(part);
    length += part.length;
    yield;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Inverse of {@link packMatchesSteps}. */
export function readMatches(bytes: Uint8Array): readonly PackedMatch[] {
  // The snapshot's checksum proved that packMatchesSteps wrote it.
  return bytes.length === 0 ? [] : (JSON.parse(decodeUtf8(bytes, 0, bytes.length)) as readonly PackedMatch[]);
}

/** Matches as people read them. */
export function unpackMatches(bytes: Uint8Array, channels: readonly GuideChannel[]): readonly GuideMatch[] {
  const idOf = (channel: number): string => channels[channel]?.id ?? '';
  return readMatches(bytes).map(([guideKey, rank, channel, rivals]) => ({
    guideKey, kind: MATCH_KINDS[rank] ?? 'none', channelId: idOf(channel), rivals: rivals.map(idOf),
  }));
}
