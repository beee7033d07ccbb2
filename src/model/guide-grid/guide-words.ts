import type { ChannelRecord } from '#core/catalog';
import { watchedPart } from '#core/playback';
import type { Translator } from '#model/i18n';
import { programmeFacts, qualityBadges, reachesBack } from '#model/live';
import type { ChannelView } from '#model/live';
import type { RecordingsModel } from '#model/recordings';
import type { RemindersModel } from '#model/reminders';
import type { GuideCell, GuideDetails, GuidePhase } from './guide-grid-model';
import type { Slot } from './row-slots';

/** What words are made from. */
export interface WordSources {
  readonly translator: Translator;
  readonly reminders: Pick<RemindersModel, 'has'>;
  readonly recordings: Pick<RecordingsModel, 'of'> | null;
  readonly nowMs: number;
}

/** Where a stretch of time lies seen from now. */
export function phaseOf({ startMs, stopMs }: Pick<Slot, 'startMs' | 'stopMs'>, nowMs: number): GuidePhase {
  if (stopMs <= nowMs) return 'past';
  return startMs <= nowMs ? 'now' : 'later';
}

function isRecorded({ recordings }: WordSources, channel: ChannelRecord, startMs: number): boolean {
  const known = recordings?.of(channel.key, startMs) ?? null;
  return known !== null && known.state !== 'failed';
}

function recordingText({ recordings, translator }: WordSources, channel: ChannelRecord, startMs: number): string {
  const state = recordings?.of(channel.key, startMs)?.state;
  return state === undefined ? '' : translator.t(`recordings.guide.${state}`);
}

/** A slot of a channel as the grid draws it. `hasGuide`: anything is known of the channel at all. */
export function cellView(from: WordSources, channel: ChannelRecord, slot: Slot, hasGuide: boolean, window: { readonly fromMs: number; readonly toMs: number }): GuideCell {
  const { t, format } = from.translator;
  const { startMs, stopMs, programme } = slot;
  const phase = phaseOf(slot, from.nowMs);
  return {
    id: `${channel.key}@${String(startMs)}`,
    startMs,
    stopMs,
    fromMs: Math.max(startMs, window.fromMs),
    toMs: Math.min(stopMs, window.toMs),
    title: programme?.title ?? (hasGuide ? t('guide.no-information') : channel.name),
    range: programme === null ? '' : format.timeRange(startMs, stopMs),
    start: programme === null ? '' : format.time(startMs),
    phase,
    hasProgramme: programme !== null,
    hasArchive: programme !== null && phase !== 'later' && reachesBack(channel, startMs, from.nowMs),
    hasReminder: phase === 'later' && from.reminders.has(channel.key, startMs),
    isRecorded: programme !== null && isRecorded(from, channel, startMs),
    progress: programme !== null && phase === 'now' ? watchedPart(from.nowMs - startMs, stopMs - startMs) : -1,
  };
}

/** `Studio Arena, 22:10 to 23:00, later, reminder set`. */
export function spokenCell({ t, format }: Translator, cell: GuideCell): string {
  const phase = t(cell.phase === 'past' ? 'guide.spoken.past' : cell.phase === 'now' ? 'guide.spoken.now' : 'guide.spoken.later');
  const time = cell.hasProgramme ? t('guide.spoken.range', { start: format.time(cell.startMs), stop: format.time(cell.stopMs) }) : '';
  const marks = [cell.hasArchive ? t('spoken.catch-up') : '', cell.hasReminder ? t('guide.spoken.reminder') : '', cell.isRecorded ? t('recordings.spoken') : ''];
  return [cell.title, time, phase].concat(marks).filter((part) => part !== '').join(', ');
}

/** The lines above the grid. */
export function detailsView(from: WordSources, channel: ChannelRecord, view: ChannelView, slot: Slot): GuideDetails {
  const { t, format } = from.translator;
  const { programme } = slot;
  const phase = phaseOf(slot, from.nowMs);
  const canGoBack = phase !== 'later' && programme !== null && reachesBack(channel, programme.startMs, from.nowMs);
  const days = channel.catchup?.days ?? 0;
  const named = format.day(slot.startMs, from.nowMs);
  const day = named === format.day(from.nowMs, from.nowMs) ? '' : named;
  const left = phase === 'now' ? t('title.left', { duration: format.duration(slot.stopMs - from.nowMs) }) : '';
  const facts = programme === null ? [t('guide.no-information')] : [day, ...programmeFacts(from.translator, programme), left];
  return {
    channelName: programme === null ? '' : view.name,
    channelNumber: view.number,
    isLive: phase === 'now',
    title: programme?.title ?? view.name,
    facts: facts.filter((fact) => fact !== ''),
    badges: qualityBadges(channel.name).concat(channel.isRadio ? [t('live.radio')] : []),
    archive: !canGoBack ? '' : phase === 'now' ? t('guide.from-start', { count: days }) : t('live.from-recording'),
    reminder: phase === 'later' && from.reminders.has(channel.key, slot.startMs) ? t('guide.reminder.set') : '',
    recording: programme === null ? '' : recordingText(from, channel, slot.startMs),
    description: programme?.description === '' ? programme.subtitle : (programme?.description ?? ''),
    isVeiled: programme?.isVeiled === true,
    picture: programme?.picture ?? '',
  };
}
