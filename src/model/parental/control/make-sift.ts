import type { ItemKey } from '#core/base';
import { siftCatalogSteps, siftGuide } from '#core/parental';
import type { ParentalRules } from '#core/parental';
import type { CatalogSift } from '#model/catalog';
import type { Translator } from '#model/i18n';

/** Rules as the catalogue carries them out; `unlock` asks for the PIN. */
export function makeSift(rules: ParentalRules, translator: Translator, unlock: (key: ItemKey) => Promise<boolean>): CatalogSift {
  return {
    steps: (catalog) => siftCatalogSteps(catalog, rules),
    guide: (guide) => siftGuide(guide, rules.maxAge, translator.t('parental.locked')),
    ask: unlock,
  };
}
