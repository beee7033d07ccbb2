import { encodeUtf8 } from '../text';
import { emptyEvidence, joinChannels, textHash } from './channel-evidence';
import type { VersionScanner } from './version-scanner';

/** What is told of a channel beside others in a short list. */
export interface NamedChannel {
  readonly name: string;
  /** Empty, or the name itself: none. */
  readonly guideKey: string;
  readonly isRadio: boolean;
  /** Indexes of the catalogue's categories. */
  readonly categories: readonly number[];
}

/**
 * For each channel of a short list the place of the first that is a version of it; the rules are those of `buildVersionIndexSteps`, with nothing known but the
 * list. `classOf`: channels of different classes never stand for each other.
 */
export function leadersOfChannels<T extends NamedChannel>(channels: readonly T[], scanner: VersionScanner, classOf: (channel: T) => string): readonly number[] {
  const evidence = emptyEvidence(channels.length);
  const named = new Map<string, number[]>();
  channels.forEach((channel, place) => {
    const { name, guideKey, categories } = channel;
    const bytes = encodeUtf8(name);
    scanner.scan(bytes, 0, bytes.length, false);
    evidence.region[place] = textHash(scanner.region);
    evidence.spoken[place] = textHash(scanner.spoken);
    evidence.guide[place] = guideKey === name ? 0 : textHash(guideKey.toLowerCase());
    evidence.category[place] = (categories[0] ?? -1) + 2;
    const mark = `${String(scanner.keyHigh)} ${String(scanner.keyLow)} ${channel.isRadio ? 'radio' : ''} ${classOf(channel)}`;
    const places = named.get(mark);
    if (places === undefined) named.set(mark, [place]);
    else places.push(place);
  });
  const leaders = channels.map((_, place) => place);
  named.forEach((places) => {
    const regions = new Set(places.map((place) => evidence.region[place] ?? 0).filter((region) => region !== 0));
    joinChannels(places, evidence, regions.size < 2).forEach((head, at) => (leaders[places[at] ?? 0] = places[head] ?? 0));
  });
  return leaders;
}
