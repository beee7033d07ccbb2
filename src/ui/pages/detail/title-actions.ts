import type { Translator } from '#model/i18n';
import type { ButtonSpec } from '#ui/components';

/** The My list button of a detail page. A film's is its heart alone, a series' has words. */
export function myListButton(translator: Translator, isInMyList: boolean, look: 'heart' | 'words', onPress: () => void): ButtonSpec {
  const isHeart = look === 'heart';
  return {
    id: 'my-list',
    label: translator.t('nav.my-list'),
    icon: isHeart ? (isInMyList ? 'heartf' : 'heart') : isInMyList ? 'check' : 'plus',
    ...(isHeart ? { isIconOnly: true } : {}),
    ...(isInMyList ? { state: translator.t('detail.in-list') } : {}),
    onPress,
  };
}
