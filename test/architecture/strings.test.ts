import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ERRORS } from '#core/base';
import { projectFiles, readText, ROOT } from './project-files';

type Table = Readonly<Record<string, string>>;

const languages = readdirSync(join(ROOT, 'static/strings')).map((file) => file.replace(/\.json$/, '')).sort();
const tables = new Map(languages.map((language) => [language, JSON.parse(readFileSync(join(ROOT, `static/strings/${language}.json`), 'utf8')) as Table]));
const english = tables.get('en') ?? {};
const others = languages.filter((language) => language !== 'en');

/** A key without its plural form. */
const baseOf = (key: string): string => key.replace(/#.*$/, '');
const keysOf = (table: Table): Set<string> => new Set(Object.keys(table).map(baseOf));
const placeholders = (text: string): string[] => [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? ''))].sort();

/** Placeholders of a key over all its plural forms. */
function placeholdersOf(table: Table, key: string): string[] {
  const forms = Object.entries(table).filter(([name]) => baseOf(name) === key);
  return [...new Set(forms.flatMap(([, text]) => placeholders(text)))].sort();
}

const sources = projectFiles()
  .filter((file) => /^(src|platforms|server)\/.*\.ts$/.test(file) && !/\.(test|spec|d)\.ts$/.test(file))
  .map((file) => ({ file, text: readText(file) ?? '' }));

describe('language files', () => {
  test.each(others)('%s has the keys of English, no more, no less', (language) => {
    const theirs = keysOf(tables.get(language) ?? {});
    const ours = keysOf(english);
    expect({ missing: [...ours].filter((key) => !theirs.has(key)), surplus: [...theirs].filter((key) => !ours.has(key)) }).toEqual({ missing: [], surplus: [] });
  });

  test.each(others)('%s keeps the placeholders of every text', (language) => {
    const table = tables.get(language) ?? {};
    const different = [...keysOf(english)].filter((key) => placeholdersOf(table, key).join() !== placeholdersOf(english, key).join());
    expect(different).toEqual([]);
  });

  test.each(languages)('%s has the plural forms of its language for every counted text', (language) => {
    const table = tables.get(language) ?? {};
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = [...new Set(Object.keys(table).filter((key) => key.includes('#')).map(baseOf))];
    const lacking = counted.flatMap((key) => wanted.filter((category) => table[`${key}#${category}`] === undefined).map((category) => `${key}#${category}`));
    expect(lacking).toEqual([]);
  });

  test.each(languages)('%s has no empty text', (language) => {
    expect(Object.entries(tables.get(language) ?? {}).filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  test('every error has a title and a text', () => {
    const lacking = Object.keys(ERRORS).flatMap((code) => ['title', 'text'].map((part) => `error.${code}.${part}`)).filter((key) => english[key] === undefined);
    expect(lacking).toEqual([]);
  });
});

describe('texts the code asks for', () => {
  const known = keysOf(english);

  test('exist, where the key is written out', () => {
    const missing = sources.flatMap(({ file, text }) =>
      Array.from(text.matchAll(/(?<![\w$])(?:t|text|has)\(\s*'([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)'/g), (match) => match[1] ?? '')
        .filter((key) => !known.has(key))
        .map((key) => `${file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  test('exist in at least one form, where the key is put together', () => {
    const missing = sources.flatMap(({ file, text }) =>
      Array.from(text.matchAll(/(?<![\w$])t\(\s*`([a-z][a-z0-9.-]*\.)\$\{/g), (match) => match[1] ?? '')
        .filter((start) => ![...known].some((key) => key.startsWith(start)))
        .map((start) => `${file}: ${start}…`),
    );
    expect(missing).toEqual([]);
  });
});
