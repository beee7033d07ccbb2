import type { Translator } from '#model/i18n';
import type { ButtonSpec } from '#ui/components';

/** What stands in place of Play while a title has to be paid for. */
export function buyButton(translator: Translator, price: string, onPress: () => void): ButtonSpec {
  return { id: 'buy', label: translator.t('detail.buy', { price }), icon: 'ticket', kind: 'purchase', onPress };
}

/** Leads to the plan that opens the title. */
export function planButton(translator: Translator, plan: string, onPress: () => void): ButtonSpec {
  return { id: 'plan', label: translator.t('detail.plan', { plan }), icon: 'card', kind: 'purchase', onPress };
}

/** Leads to what is sold beside the title. */
export function goodsButton(translator: Translator, onPress: () => void): ButtonSpec {
  return { id: 'goods', label: translator.t('detail.goods'), icon: 'bag', isIconOnly: true, onPress };
}

/** Opens what else can be done with the title. */
export function moreButton(translator: Translator, onPress: () => void): ButtonSpec {
  return { id: 'options', label: translator.t('detail.options'), icon: 'all', isIconOnly: true, onPress };
}

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
