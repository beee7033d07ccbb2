import { ar } from './ar';
import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import { hi } from './hi';
import { it } from './it';
import type { Language } from './language';
import type { PageTexts } from './page-texts';
import { pl } from './pl';
import { pt } from './pt';
import { ru } from './ru';
import { tr } from './tr';
import { zh } from './zh';

export * from './home-texts';
export * from './language';
export type { PageTexts } from './page-texts';
export * from './shop-texts';

/** Texts of the pages a person opens in a browser, per language. */
export const PAGE_TEXTS: Readonly<Record<Language, PageTexts>> = { en, de, fr, es, pt, it, pl, tr, ru, ar, hi, zh };
