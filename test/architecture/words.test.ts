import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { describe, expect, test } from '@jest/globals';
import { projectFiles, readText, ROOT } from './project-files';

/** Written in parts, so that this file does not hold what it looks for. */
const FORBIDDEN: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ['a path of somebody\'s machine', new RegExp(['/(wor', 'k|roo', 't|home/[a-z]+|Users/[A-Za-z]+)/(?!share/)'].join(''))],
  ['a registry or mirror host', new RegExp(['registry\\.(np', 'mjs|yarn', 'pkg)|npm', 'mirror'].join(''))],
  ['a word about how the work was organised', new RegExp(['\\b(sub-?age', 'nts?|co-?pi', 'lot|lang', 'uage mod', 'els?|as an A', 'I\\b|issues sh', 'ow)'].join(''), 'i')],
  ['unfinished work: what is not built is absent', new RegExp(['\\b(TO', 'DO|FIX', 'ME)\\b'].join(''))],
];

const texts = projectFiles()
  .filter((file) => file !== 'package-lock.json' && !file.startsWith('static/sample/') && !/\.(svg|xsd|m3u8?|xml)$/.test(file))
  .map((file) => ({ file, text: readText(file) ?? '' }));

describe('texts of the project', () => {
  test.each(FORBIDDEN.map(([what, pattern]) => ({ what, pattern })))('hold no $what', ({ pattern }) => {
    const found = texts.flatMap(({ file, text }) =>
      text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file}:${String(index + 1)} ${line.trim().slice(0, 120)}`] : [])),
    );
    expect(found).toEqual([]);
  });

  test('speak only of documents that exist', () => {
    const missing = texts.flatMap(({ file, text }) => {
      // A name is looked for beside the text, from the root and in docs/; addresses of others' documents are left alone.
      const places = (name: string): string[] => [join(dirname(file), name), normalize(name), join('docs', name)];
      const names = text.replace(/https?:\/\/\S+/g, '').match(/(?<![\w*`{}<>$/])[\w./-]*\w\.md\b(?!\.\w)/g) ?? [];
      return names.filter((name) => !places(name).some((place) => existsSync(join(ROOT, place)))).map((name) => `${file}: ${name}`);
    });
    expect(missing).toEqual([]);
  });
});

describe('links between documents', () => {
  const links = texts
    .filter(({ file }) => file.endsWith('.md'))
    .flatMap(({ file, text }) => Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), (match) => ({ file, link: match[1] ?? '' })))
    .filter(({ link }) => !/^(https?:|mailto:|#)/.test(link));

  test('lead to files that exist', () => {
    const broken = links.filter(({ file, link }) => !existsSync(join(ROOT, dirname(file), link.replace(/#.*$/, ''))));
    expect(broken.map(({ file, link }) => `${file} → ${link}`)).toEqual([]);
  });
});
