import { LANGUAGES, PAGE_TEXTS } from '#server/texts';
import type { Language } from '#server/texts';
import { Markup } from '../pages/html';
import { documentOf } from '../pages/page';
import { PAGE_STYLE } from '../pages/page-style';
import { PHONE_STYLE } from './phone-style';
import { joinView, remoteView } from './phone-views';

/** The companion's page in one language, with `{{name}}` places; what is put into them has to be escaped. */
interface LanguagePages {
  /** The document: `{{name}}` of the product, `{{title}}`, `{{style}}`, `{{content}}`. */
  readonly shell: string;
  /** Title of the page that asks for code and PIN. */
  readonly title: string;
  /** That page without a code, with one, and with what was wrong: `{{code}}`, `{{problem}}`. */
  readonly joinEmpty: string;
  readonly join: string;
  readonly joinProblem: string;
  /** The paired page: `{{setName}}`. */
  readonly remote: string;
  readonly wrong: string;
  readonly tooMany: string;
}

/** The companion's pages as they travel with the service of an LG set, which has no templates of its own. */
export interface ServicePages {
  readonly plainStyle: string;
  readonly phoneStyle: string;
  readonly languages: Readonly<Record<string, LanguagePages>>;
}

function pagesIn(language: Language): LanguagePages {
  const texts = PAGE_TEXTS[language];
  const content = new Markup('{{content}}');
  const join = (code: string, problem: string): string => joinView(texts, '', code, problem).text;
  return {
    shell: documentOf({ platformName: '{{name}}', title: '{{title}}', content, style: '{{style}}' }, language).text,
    title: texts.phoneTitle,
    joinEmpty: join('', ''),
    join: join('{{code}}', ''),
    joinProblem: join('{{code}}', '{{problem}}'),
    remote: remoteView(texts, '{{setName}}').text,
    wrong: texts.phoneWrong,
    tooMany: texts.tooMany,
  };
}

/** The pages of `/phone` in every language, for `webos/service/phone-pages.json`. */
export function servicePages(): ServicePages {
  return { plainStyle: PAGE_STYLE, phoneStyle: PHONE_STYLE, languages: Object.fromEntries(LANGUAGES.map((language) => [language, pagesIn(language)])) };
}
