import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage, PAGE_TEXTS } from '#server/texts';
import type { Language, PageTexts } from '#server/texts';
import { html, Markup, NOTHING } from './html';
import { PAGE_STYLE } from './page-style';

function styleHash(style: string): string {
  return createHash('sha256').update(style).digest('base64');
}

const MARK = new Markup(
  '<svg viewBox="0 0 64 64" aria-hidden="true"><defs><linearGradient id="f" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#FFB25E"/><stop offset="1" stop-color="#FF7A3D"/></linearGradient></defs><path d="M8 57V31a24 24 0 0 1 48 0v26" fill="none" stroke="#F6F3EE" stroke-width="7.5" stroke-linecap="round"/><path d="M33.5 22c2.2 7.6 11 11.6 11 22.2A12.4 12.4 0 0 1 32 57a12.4 12.4 0 0 1-12.5-12.6c0-5.4 2.7-8.3 4.7-12.6 1.7 3 2.9 4.3 4.5 5.4 2.6-4.3 3.9-9.4 4.8-15.2z" fill="url(#f)"/></svg>',
);

/** Which language a person reads, with its texts. */
export function pageLanguage(request: FastifyRequest): { readonly language: Language; readonly texts: PageTexts } {
  const language = chooseLanguage(request.headers['accept-language'] ?? '');
  return { language, texts: PAGE_TEXTS[language] };
}

/** The product's mark stays with its name; an operator's pages have theirs alone. */
function markOf(platformName: string): Markup {
  return platformName.toLowerCase() === 'hearth' ? MARK : NOTHING;
}

/** What a page is made of. */
export interface Page {
  readonly status: number;
  readonly platformName: string;
  readonly title: string;
  readonly content: Markup;
  /** Its style sheet; absent: that of plain pages. */
  readonly style?: string;
  /** Whether it runs a script of ours, by address; absent: none. */
  readonly hasScript?: true;
}

/** A page's document in a language. */
export function documentOf({ platformName, title, content, style = PAGE_STYLE }: Omit<Page, 'status'>, language: Language, mark: Markup = MARK): Markup {
  return html`<!doctype html><html lang="${language === 'zh' ? 'zh-Hans' : language}" dir="${PAGE_TEXTS[language].direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="dark"><meta name="theme-color" content="#0B0C10"><meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${title} – ${platformName}</title><style>${new Markup(style)}</style></head><body><main><div class="logo">${mark}<span>${platformName}</span></div><div class="card">${content}</div></main></body></html>`;
}

/** Sends a page: one document, without scripts but where it says so, framed by nobody, kept by no cache. */
export function sendPage(request: FastifyRequest, reply: FastifyReply, page: Page): FastifyReply {
  const { language } = pageLanguage(request);
  const { style = PAGE_STYLE } = page;
  const scripts = page.hasScript === true ? "script-src 'self'; connect-src 'self'; " : '';
  const document = documentOf(page, language, markOf(page.platformName));
  return reply
    .code(page.status)
    .header('content-security-policy', `default-src 'none'; ${scripts}style-src 'sha256-${styleHash(style)}'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`)
    .header('x-frame-options', 'DENY')
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(document.text);
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;

/** Puts values into the `{name}` places of a text; within Arabic each keeps its own direction. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  const isolate = (value: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${value}\u2069` : value);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : isolate(value);
  });
}
