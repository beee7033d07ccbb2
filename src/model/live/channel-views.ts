import type { ItemKey } from '#core/base';
import type { CatalogReader, ChannelRecord, GuideReader, NowNext, ProgrammeRecord } from '#core/catalog';
import { watchedPart } from '#core/playback';
import type { FavouritesModel } from '#model/favourites';
import { channelNumberText } from '#model/cards';
import type { Translator } from '#model/i18n';
import type { ChannelDetails, ChannelView } from './live-model';

/** Everything a channel line is made from, read at one moment. */
export interface ChannelSources {
  readonly catalog: CatalogReader;
  readonly guide: GuideReader;
  readonly translator: Translator;
  readonly favourites: FavouritesModel;
  readonly nowMs: number;
  readonly playingKey: ItemKey | null;
}

const NOTHING_ON: NowNext = { now: null, next: null };

/** What is on a channel; nothing without a guide. */
export function nowNextOf(sources: ChannelSources, channel: ChannelRecord): NowNext {
  return channel.guideKey === '' ? NOTHING_ON : sources.guide.nowNext(channel.guideKey, sources.nowMs);
}

/** Whether the archive of a channel reaches back to `startMs`. */
export function reachesBack(channel: ChannelRecord, startMs: number, nowMs: number): boolean {
  return channel.catchup !== null && startMs < nowMs && nowMs - startMs <= channel.catchup.days * 86_400_000;
}

function spokenOf(
  sources: ChannelSources,
  channel: ChannelRecord,
  on: NowNext,
  facts: { readonly isFavourite: boolean; readonly isPlaying: boolean },
): string {
  const { t, format } = sources.translator;
  const number = channelNumberText(channel.number);
  const sentences = [[number, channel.name].filter((part) => part !== '').join(', ')];
  if (on.now !== null) sentences.push(t('spoken.now', { title: on.now.title, time: format.time(on.now.stopMs) }));
  if (on.next !== null) sentences.push(t('spoken.next', { title: on.next.title, time: format.time(on.next.startMs) }));
  const marks = [
    facts.isPlaying ? t('spoken.playing') : '',
    facts.isFavourite ? t('spoken.favourite') : '',
    channel.catchup === null ? '' : t('spoken.catch-up'),
    channel.isLocked === true ? t('cards.locked') : '',
  ].filter((mark) => mark !== '');
  if (marks.length > 0) sentences.push(marks.join(', '));
  return sentences.join('. ');
}

/** A channel as lists draw it. */
export function channelView(sources: ChannelSources, channel: ChannelRecord): ChannelView {
  const { format, t } = sources.translator;
  const on = nowNextOf(sources, channel);
  const isFavourite = sources.favourites.has(channel.key);
  const isPlaying = sources.playingKey === channel.key;
  return {
    key: channel.key,
    number: channelNumberText(channel.number),
    name: channel.name,
    logo: channel.logo,
    nowTitle: channel.isLocked === true ? t('parental.locked') : (on.now?.title ?? ''),
    nowRange: on.now === null ? '' : format.timeRange(on.now.startMs, on.now.stopMs),
    nextLine: on.next === null ? '' : t('live.next-line', { time: format.time(on.next.startMs), title: on.next.title }),
    progress: on.now === null ? -1 : watchedPart(sources.nowMs - on.now.startMs, on.now.stopMs - on.now.startMs),
    isFavourite,
    hasArchive: channel.catchup !== null,
    isRadio: channel.isRadio,
    isPlaying,
    spoken: spokenOf(sources, channel, on, { isFavourite, isPlaying }),
  };
}

/** `20:15 – 22:10`, `Football`; without its end where that may not be told. */
export function programmeFacts({ format }: Translator, { startMs, stopMs, category }: ProgrammeRecord, isEndHidden = false): readonly string[] {
  return [isEndHidden ? format.time(startMs) : format.timeRange(startMs, stopMs), category].filter((fact) => fact !== '');
}

/** `HD`, `4K` and the like from a channel's name; the only hint most providers give. */
export function qualityBadges(channelName: string): readonly string[] {
  const match = /(?:^|[\s([])(4K|UHD|FHD|HD|SD)(?:$|[\s)\]])/i.exec(channelName);
  return match === null || match[1] === undefined ? [] : [match[1].toUpperCase()];
}

/** The side panel of a channel. */
export function channelDetails(sources: ChannelSources, channel: ChannelRecord): ChannelDetails {
  const { t, format } = sources.translator;
  const view = channelView(sources, channel);
  const { now } = nowNextOf(sources, channel);
  const badges = qualityBadges(channel.name).concat(channel.isRadio ? [t('live.radio')] : []);
  if (now === null) {
    return {
      channel: view,
      title: channel.name,
      facts: [],
      badges,
      progress: -1,
      elapsed: '',
      left: '',
      description: '',
      picture: '',
      canStartOver: false,
    };
  }
  return {
    channel: view,
    title: now.title,
    facts: programmeFacts(sources.translator, now),
    badges,
    progress: view.progress,
    elapsed: t('live.elapsed', { duration: format.duration(sources.nowMs - now.startMs) }),
    left: t('title.left', { duration: format.duration(now.stopMs - sources.nowMs) }),
    description: now.description === '' ? now.subtitle : now.description,
    picture: now.picture,
    canStartOver: reachesBack(channel, now.startMs, sources.nowMs),
  };
}
