import { parseItemKey } from '#core/base';
import type { SourceId, Steps } from '#core/base';
import type { ColumnarGuide, MatchKind } from '#core/guide';
import type { GuideEdits } from '#core/lineup';
import { normaliseChannelName } from '#core/text';
import type { GuideChoice, GuideReport } from './lineup-model';

/** Channels read between two pauses. */
const STEP_CHANNELS = 200;
const BY_ID: readonly MatchKind[] = ['id', 'id-case'];
const BY_NAME: readonly MatchKind[] = ['guide-name', 'name'];

/** Every channel that guide files describe, those whose name is `name` or has it in it first. */
export function* guideChoicesSteps(guides: readonly ColumnarGuide[], name: string, nowMs: number): Steps<readonly GuideChoice[]> {
  const wanted = normaliseChannelName(name);
  const ranks: ReadonlyArray<GuideChoice[]> = [[], [], []];
  const seen = new Set<string>();
  let count = 0;
  for (const guide of guides) {
    for (const { id, names } of guide.channels()) {
      if (++count % STEP_CHANNELS === 0) yield;
      if (id === '' || seen.has(id)) continue;
      seen.add(id);
      const shown = names[0] ?? id;
      const plain = normaliseChannelName(shown);
      const isPart = wanted !== '' && plain !== '' && (plain.indexOf(wanted) !== -1 || wanted.indexOf(plain) !== -1);
      ranks[plain === wanted ? 0 : isPart ? 1 : 2]?.push({ id, name: shown, now: guide.nowNext(id, nowMs).now?.title ?? '' });
    }
  }
  return ranks.reduce<readonly GuideChoice[]>((all, rank) => all.concat(rank), []);
}

/** How channels of a source found their guides. A guide key that several channels share counts once. */
export function guideReport(guides: readonly ColumnarGuide[], { chosen }: GuideEdits, sourceId: SourceId): GuideReport {
  // What one file did not know may be in the next.
  const kinds = new Map<string, MatchKind>();
  for (const guide of guides) for (const { guideKey, kind } of guide.matches()) if ((kinds.get(guideKey) ?? 'none') === 'none') kinds.set(guideKey, kind);
  const counts = { byId: 0, byName: 0, bySimilarName: 0, byHand: 0, without: 0 };
  const extra = new Set(chosen.map(({ guideId }) => guideId));
  kinds.forEach((kind, guideKey) => {
    // Kept for who chose it, not for a channel of that key.
    if (kind === 'id' && extra.has(guideKey)) return;
    if (kind === 'none') counts.without += 1;
    else if (BY_ID.indexOf(kind) !== -1) counts.byId += 1;
    else if (BY_NAME.indexOf(kind) !== -1) counts.byName += 1;
    else counts.bySimilarName += 1;
  });
  for (const { channel, guideId } of chosen) if (guideId !== '' && parseItemKey(channel.key)?.source === sourceId) counts.byHand += 1;
  return counts;
}
