export { cardOptions } from './card-options';
export type { CardOption, CardOptionId, CardOptions, CardOptionsApp, CardPlace, OptionsCard, OptionsRow } from './card-options';
