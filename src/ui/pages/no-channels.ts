import type { AppModel } from '#model/app';
import type { EmptyContent } from '#ui/components';

/** What a list of channels says while the chosen category has none; favourites offer all channels instead. */
export function noChannels({ live, translator }: AppModel, category: string): EmptyContent {
  const { t } = translator;
  const isFavourites = category === 'favourites';
  const onPress = (): void => {
    live.chooseCategory('all');
  };
  return {
    title: t(isFavourites ? 'live.no-favourites.title' : 'live.no-channels.title'),
    text: t(isFavourites ? 'live.no-favourites.text' : 'live.no-channels.text'),
    buttons: isFavourites ? [{ id: 'all', label: t('live.all'), onPress }] : [],
  };
}
