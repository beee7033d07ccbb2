import { ar } from './ar';
import { de } from './de';
import { en } from './en';
import type { Language } from './language';
import type { PageTexts } from './page-texts';

export * from './home-texts';
export * from './language';
export type { PageTexts } from './page-texts';

/** Texts of the pages a person opens in a browser, per language. */
export const PAGE_TEXTS: Readonly<Record<Language, PageTexts>> = { en, de, ar };
