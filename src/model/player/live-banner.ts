import { MINUTE_MS, SECOND_MS, clamp } from '#core/base';
import type { ChannelRecord, ProgrammeRecord } from '#core/catalog';
import { openScaleMs } from '#core/spoilers';
import type { LiveWindow } from '#ports';
import type { Translator } from '#model/i18n';
import { channelView, programmeFacts, qualityBadges, reachesBack } from '#model/live';
import type { ChannelSources } from '#model/live';
import type { LiveBanner } from './player-model';
import type { Watching } from './watching';

/** Nearer than this to the newest segment counts as live; players keep a few segments behind the edge. */
export const EDGE_MS = 20 * SECOND_MS;
/** A window shorter than this cannot be paused or sought in any useful way. */
export const USEFUL_WINDOW_MS = MINUTE_MS;

/** What the banner is made from. */
export interface BannerSources {
  readonly watching: Watching;
  readonly channel: ChannelRecord;
  readonly channels: ChannelSources;
  /** Exact wall clock, at most a second old. */
  readonly nowMs: number;
  readonly positionMs: number;
  readonly liveWindow: LiveWindow | null;
  /** How far along the viewer is where nothing may tell how long the programme is, milliseconds of the stream; `null`: it may be told. */
  readonly openReachedMs: number | null;
}

/** Whether the stream itself can be paused and rewound. */
export function hasUsefulWindow(window: LiveWindow | null): boolean {
  return window !== null && window.endMs - window.startMs >= USEFUL_WINDOW_MS;
}

function behindText(translator: Translator, behindMs: number): string {
  if (behindMs < MINUTE_MS) return translator.t('live.behind-seconds', { n: Math.round(behindMs / SECOND_MS) });
  return translator.t('live.behind-minutes', { duration: translator.format.duration(behindMs) });
}

/** Wall clock of what the viewer sees. */
export function viewerWallMs(sources: Pick<BannerSources, 'watching' | 'nowMs' | 'positionMs' | 'liveWindow'>): number {
  const { watching, nowMs, positionMs, liveWindow } = sources;
  if (watching.kind === 'archive') return watching.startMs + positionMs;
  return liveWindow === null ? nowMs : nowMs - Math.max(0, liveWindow.endMs - positionMs);
}

function programmeAt(sources: BannerSources, wallMs: number): ProgrammeRecord | null {
  const { channel, channels } = sources;
  return channel.guideKey === '' ? null : channels.guide.nowNext(channel.guideKey, wallMs).now;
}

/** The banner over live television and its archive. */
export function liveBanner(sources: BannerSources): LiveBanner {
  const { channel, channels, nowMs, watching, liveWindow, openReachedMs } = sources;
  const { translator } = channels;
  const wallMs = viewerWallMs(sources);
  const behindMs = Math.max(0, nowMs - wallMs);
  const known = channelView(channels, channel);
  const view = openReachedMs === null ? known : { ...known, nextLine: '' };
  const isArchive = watching.kind === 'archive';
  const programme = programmeAt(sources, wallMs);
  const isAtLiveEdge = !isArchive && behindMs <= EDGE_MS;
  const knowsDelay = isArchive || liveWindow !== null;
  const common = {
    channel: view,
    badges: qualityBadges(channel.name),
    behindText: isArchive ? translator.t('live.from-recording') : knowsDelay ? behindText(translator, behindMs) : '',
    isAtLiveEdge,
    canPause: isArchive || hasUsefulWindow(liveWindow) || channel.catchup !== null,
    isFavourite: view.isFavourite,
  };
  if (programme === null) {
    return {
      ...common,
      title: channel.name,
      facts: [],
      description: '',
      startLabel: '',
      endLabel: '',
      elapsed: '',
      startMs: 0,
      lengthMs: 0,
      liveFraction: -1,
      viewerFraction: -1,
      canStartOver: false,
    };
  }
  const lengthMs = openReachedMs === null ? programme.stopMs - programme.startMs : openScaleMs(watching.startMs + openReachedMs - programme.startMs);
  const part = (atMs: number): number => clamp((atMs - programme.startMs) / lengthMs, 0, 1);
  const coversStart = liveWindow !== null && nowMs - (liveWindow.endMs - liveWindow.startMs) <= programme.startMs;
  return {
    ...common,
    title: programme.title,
    facts: programmeFacts(translator, programme, openReachedMs !== null),
    description: programme.description === '' ? programme.subtitle : programme.description,
    startLabel: translator.format.time(programme.startMs),
    endLabel: openReachedMs === null ? translator.format.time(programme.stopMs) : '',
    elapsed: translator.t('live.elapsed', { duration: translator.format.duration(Math.max(0, wallMs - programme.startMs)) }),
    startMs: programme.startMs,
    lengthMs,
    liveFraction: part(nowMs),
    viewerFraction: isAtLiveEdge ? part(nowMs) : part(wallMs),
    canStartOver: reachesBack(channel, programme.startMs, nowMs) || coversStart,
  };
}
