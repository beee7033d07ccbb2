import { MINUTE_MS } from '#core/base';
import type { AppModel } from '#model/app';
import type { LiveBanner } from '#model/player';
import type { ButtonSpec } from '#ui/components';
import { canRecord } from './record-now';

/** Times stand a quarter of an hour apart: in a shorter window there may be none. */
const LEAST_WINDOW_MS = 15 * MINUTE_MS;

/** What the banner's buttons do besides what the models do. */
export interface LiveButtonActions {
  onTracks(): void;
  /** Another version of the channel is wanted. */
  onVersions(): void;
  /** The channel is to become a favourite, or none any more. */
  onFavourite(): void;
  /** A time to go to is to be chosen. */
  onMoment(): void;
  /** What runs is to be recorded, or no more. */
  onRecord(): void;
  /** The viewer left the live edge on purpose. */
  onShift(): void;
}

function guideButton({ navigation, translator }: AppModel): ButtonSpec {
  const onPress = (): void => {
    navigation.open({ name: 'guide' });
  };
  return { id: 'guide', label: translator.t('nav.guide'), icon: 'guide', onPress };
}

/** Whether there are times to choose from, in the archive or in what the stream keeps. */
function canJump({ player }: AppModel, { channel }: LiveBanner): boolean {
  const window = player.liveWindow.peek();
  return channel.hasArchive || (window !== null && window.endMs - window.startMs >= LEAST_WINDOW_MS);
}

/**
 * Buttons of the banner: only those that do something now. `isWanted`: the picture is being asked to play. What they do holds for whatever the
 * banner shows by then: it keeps them while they look the same.
 */
export function liveButtons(
  app: AppModel,
  banner: LiveBanner,
  isWanted: boolean,
  actions: LiveButtonActions,
): readonly ButtonSpec[] {
  const { t } = app.translator;
  const { live, player } = app;
  const specs: ButtonSpec[] = [];
  if (banner.canStartOver) {
    specs.push({
      id: 'start-over',
      label: t('live.watch-from-start'),
      icon: 'restart',
      onPress() {
        actions.onShift();
        player.startOver();
      },
    });
  }
  if (banner.canPause || !isWanted) {
    specs.push({
      id: 'pause',
      label: isWanted ? t('player.pause') : t('player.play'),
      icon: isWanted ? 'pause' : 'play',
      onPress() {
        actions.onShift();
        player.togglePause();
      },
    });
  }
  if (!banner.isAtLiveEdge && banner.behindText !== '') {
    specs.push({
      id: 'go-live',
      label: t('live.go-to-live'),
      icon: 'live',
      onPress() {
        player.goToLive();
        player.play();
      },
    });
  }
  specs.push(guideButton(app));
  if (canRecord(app)) specs.push({ id: 'record', label: t('recordings.record'), icon: 'rec', isIconOnly: true, onPress: actions.onRecord });
  specs.push({ id: 'tracks', label: t('player.tracks'), icon: 'cc', isIconOnly: true, onPress: actions.onTracks });
  const versions = live.versionsOf(banner.channel.key).length;
  if (versions > 1) specs.push({ id: 'versions', label: t('library.versions', { count: versions }), icon: 'swap', isIconOnly: true, onPress: actions.onVersions });
  specs.push({
    id: 'favourite',
    label: t('live.favourite'),
    icon: banner.isFavourite ? 'heartf' : 'heart',
    isIconOnly: true,
    state: banner.isFavourite ? t('spoken.favourite') : '',
    onPress: actions.onFavourite,
  });
  if (canJump(app, banner)) specs.push({ id: 'moment', label: t('options.moment'), icon: 'clock', isIconOnly: true, onPress: actions.onMoment });
  return specs;
}
