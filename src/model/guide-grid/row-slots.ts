import type { GuideReader, ProgrammeRecord } from '#core/catalog';

/** A programme, or a stretch nothing is known of (`programme` is `null`), clipped to what was asked for. Milliseconds since 1970. */
export interface Slot {
  readonly startMs: number;
  /** Exclusive. */
  readonly stopMs: number;
  readonly programme: ProgrammeRecord | null;
}

/**
 * What lies in `fromMs..toMs` on a channel, without a gap and in order. Programmes keep their whole time, also where it reaches
 * outside; of programmes that overlap, the earlier one gives way. An empty key or a channel without a guide is one empty stretch.
 */
export function slotsBetween(guide: GuideReader, guideKey: string, fromMs: number, toMs: number): readonly Slot[] {
  const slots: Slot[] = [];
  let knownMs = fromMs;
  const programmes = guideKey === '' ? [] : guide.between(guideKey, fromMs, toMs);
  for (let i = 0; i < programmes.length; i += 1) {
    const programme = programmes[i];
    if (programme === undefined || programme.stopMs <= knownMs) continue;
    const nextMs = programmes[i + 1]?.startMs ?? Infinity;
    const stopMs = nextMs > programme.startMs ? Math.min(programme.stopMs, nextMs) : programme.stopMs;
    if (programme.startMs > knownMs) slots.push({ startMs: knownMs, stopMs: programme.startMs, programme: null });
    slots.push({ startMs: programme.startMs, stopMs, programme });
    knownMs = stopMs;
  }
  if (knownMs < toMs) slots.push({ startMs: knownMs, stopMs: toMs, programme: null });
  return slots;
}

/** Index of the slot around a moment: the nearest one where it lies outside. `slots` must not be empty. */
export function slotIndexAt(slots: ReadonlyArray<{ readonly stopMs: number }>, atMs: number): number {
  for (let i = 0; i < slots.length - 1; i += 1) if (atMs < (slots[i]?.stopMs ?? 0)) return i;
  return slots.length - 1;
}
