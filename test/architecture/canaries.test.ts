import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';

/** A snippet that breaks one rule, where it would stand, and what the message says. */
interface Canary {
  readonly rule: string;
  readonly file: string;
  readonly code: string;
  readonly says?: RegExp;
}

const DOC = '/** What it promises. */\n';
const many = (line: string, times: number): string => Array.from({ length: times }, (_, i) => line.replaceAll('#', String(i))).join('\n');

const BAD: readonly Canary[] = [
  { rule: 'hearth/layers', file: 'src/core/base/a.ts', code: "import type { KeysPort } from '#ports';\nexport type * from '#ports';", says: /core may import no other layer/ },
  { rule: 'hearth/layers', file: 'src/model/home/a.ts', code: "import { View } from '#ui/engine';\nView();", says: /model may import sources, ports, core, not ui\/engine/ },
  { rule: 'hearth/layers', file: 'src/ui/components/a.ts', code: "import { createHome } from '#model/home';\ncreateHome();", says: /ui\/components may import/ },
  { rule: 'hearth/layers', file: 'src/ui/pages/home/a.ts', code: "import { start } from '#app';\nstart();", says: /not app/ },
  { rule: 'hearth/layers', file: 'src/app/a.ts', code: "import { webHost } from '#platforms/web';\nwebHost();", says: /not platforms/ },
  { rule: 'hearth/layers', file: 'platforms/tizen/a.ts', code: "import { x } from '#platforms/webos';\nx();", says: /one television knows nothing of another/ },
  { rule: 'hearth/layers', file: 'platforms/tizen/media/a.ts', code: "import { start } from '#app';\nstart();", says: /not app/ },
  { rule: 'hearth/layers', file: 'server/http/a.ts', code: "import { x } from '#model/home';\nx();", says: /server may import core/ },
  { rule: 'hearth/layers', file: 'src/sources/http/a.ts', code: "import { x } from '#test/harness/fakes';\nx();", says: /nothing imports test/ },
  { rule: 'hearth/layers', file: 'src/ui/pages/home/a.ts', code: "import Lightning from '@lightningjs/core';\nLightning();", says: /src\/ui\/engine alone/ },
  { rule: 'hearth/layers', file: 'src/core/base/a.ts', code: "import { readFileSync } from 'node:fs';\nreadFileSync('a');", says: /runs on televisions/ },
  { rule: 'hearth/layers', file: 'src/model/home/a.ts', code: "import { x } from 'left-pad';\nx();", says: /may not import the package left-pad/ },
  { rule: 'hearth/layers', file: 'src/core/state/a.ts', code: "import { x } from '../base/errors';\nx();", says: /Enter src\/core\/base through its index/ },
  { rule: 'hearth/layers', file: 'src/core/state/a.ts', code: "export * from '../base/errors';", says: /through its index/ },
  { rule: 'hearth/layers', file: 'src/core/state/a.ts', code: "void import('#ports');", says: /core may import no other layer/ },
  { rule: 'no-restricted-syntax', file: 'src/core/base/a.ts', code: `${DOC}export default 1;`, says: /no default export/ },
  { rule: 'no-restricted-syntax', file: 'src/core/base/a.ts', code: `${DOC}export const a = fail(new AppError('source.empty'));`, says: /not while the script runs/ },
  { rule: 'hearth/export-docs', file: 'src/core/base/a.ts', code: 'export const a = 1;' },
  { rule: 'hearth/export-docs', file: 'server/http/a.ts', code: '// not a docstring\nexport function a(): void {}' },
  { rule: 'hearth/export-docs', file: 'platforms/web/a.ts', code: 'export interface A { readonly b: string }' },
  { rule: 'hearth/view-fields', file: 'src/ui/pages/home/a.ts', code: `${DOC}export class Home extends Page { private count = 0; }`, says: /overwrites what the template set/ },
  { rule: 'hearth/view-fields', file: 'src/ui/components/a.ts', code: `${DOC}export class Card extends View<Props> { private count: number; }`, says: /declare/ },
  { rule: 'hearth/view-fields', file: 'src/ui/engine/a.ts', code: `${DOC}export class Stage extends Lightning.Component { label = ''; }` },
  { rule: 'hearth/key-handlers', file: 'src/ui/pages/home/a.ts', code: `${DOC}export class Home extends Page { override _handleLeft() { return true; } }` },
  { rule: 'hearth/key-handlers', file: 'src/ui/components/a.ts', code: `${DOC}export class Row extends View { handleKey(): void {} }` },
  { rule: 'hearth/names', file: 'src/core/base/Thing.ts', code: '', says: /kebab-case/ },
  { rule: 'hearth/names', file: 'src/core/base/string-utils.ts', code: '', says: /"utils" in/ },
  { rule: 'hearth/names', file: 'src/core/helpers/text.ts', code: '', says: /"helpers" in/ },
  { rule: 'hearth/names', file: 'src/core/base/a.ts', code: `${DOC}export class FocusManager {}`, says: /"manager" in/ },
  { rule: 'hearth/names', file: 'src/core/base/a.ts', code: `${DOC}export interface IClock { nowMs(): number }`, says: /without an I/ },
  { rule: 'hearth/ports-own-time', file: 'src/model/time/a.ts', code: `${DOC}export const a = (): number => Date.now();`, says: /ClockPort/ },
  { rule: 'hearth/ports-own-time', file: 'src/ui/engine/a.ts', code: `${DOC}export const a = (): Date => new Date();`, says: /ClockPort/ },
  { rule: 'hearth/ports-own-time', file: 'src/core/base/a.ts', code: `${DOC}export const a = (): number => Math.random();`, says: /RandomPort/ },
  { rule: 'hearth/ports-own-time', file: 'src/app/a.ts', code: 'setTimeout(() => undefined, 1);', says: /ClockPort/ },
  { rule: '@typescript-eslint/no-explicit-any', file: 'src/core/base/a.ts', code: `${DOC}export const a: any = 1;` },
  { rule: '@typescript-eslint/no-non-null-assertion', file: 'src/core/base/a.ts', code: `${DOC}export const a = (b?: { c: number }): number => b!.c;` },
  { rule: 'max-lines', file: 'src/core/base/a.ts', code: many('f(#);', 401) },
  { rule: 'max-lines', file: 'src/core/base/a.test.ts', code: many('f(#);', 1001) },
  { rule: 'max-lines-per-function', file: 'src/core/base/a.ts', code: `${DOC}export function a(): void {\n${many('f(#);', 60)}\n}` },
  { rule: 'max-params', file: 'src/core/base/a.ts', code: `${DOC}export function a(b: 1, c: 1, d: 1, e: 1, f: 1, g: 1): number { return b + c + d + e + f + g; }` },
  { rule: 'no-console', file: 'src/core/base/a.ts', code: "console.log('a');" },
];

const GOOD: ReadonlyArray<Pick<Canary, 'file' | 'code'>> = [
  { file: 'src/core/base/a.ts', code: `${DOC}export const a = (): Error => new Error('later');` },
  { file: 'src/model/home/a.ts', code: "import { signal } from '#core/state';\nimport type { ClockPort } from '#ports';\n/** Doc. */\nexport const a = (clock: ClockPort): number => clock.nowMs() + signal(1).value;" },
  { file: 'src/core/state/a.ts', code: "import { DAY_MS } from '../base';\n/** Doc. */\nexport const a = DAY_MS;" },
  { file: 'platforms/tizen/main.ts', code: "import { start } from '#app';\nimport { createClock } from '#platforms/common';\nstart(createClock());" },
  { file: 'src/model/home/a.test.ts', code: "import { FakeClock } from '#test/harness/fakes';\nFakeClock();" },
  { file: 'server/store/a.ts', code: "import { join } from 'node:path';\nimport { ok } from '#core/base';\n/** Doc. */\nexport const a = (): string => join('a', String(ok(1).ok));" },
  { file: 'src/ui/pages/home/a.ts', code: "import { Page } from '#ui/engine';\nimport { Card } from '#ui/components';\n/** Doc. */\nexport class Home extends Page {\n  declare private count: number;\n  override _handleLeft(): boolean {\n    return this.count > 0 && Card.has(this);\n  }\n}" },
  { file: 'platforms/common/clock/a.ts', code: '/** Doc. */\nexport const a = (): number => Date.now();' },
  { file: 'src/core/base/a.ts', code: '/** Doc. */\nexport function a(b: string): string;\nexport function a(b: number): string;\nexport function a(b: unknown): string {\n  return String(b);\n}' },
];

describe('every rule of the project', () => {
  let answers: ReadonlyArray<ReadonlyArray<{ readonly rule: string | null; readonly message: string }>>;

  beforeAll(() => {
    const program = join(process.cwd(), 'test/architecture/lint-snippets.mjs');
    const snippets = [...BAD, ...GOOD].map(({ file, code }) => ({ file, code }));
    answers = JSON.parse(execFileSync(process.execPath, [program], { input: JSON.stringify(snippets), encoding: 'utf8', maxBuffer: 1 << 26 })) as typeof answers;
  }, 120_000);

  test.each(BAD.map((canary, index) => ({ ...canary, index, title: `${canary.rule} in ${canary.file}: ${canary.code.slice(0, 60).replace(/\s+/g, ' ')}` })))('bites: $title', (canary) => {
    const ofRule = (answers[canary.index] ?? []).filter((answer) => answer.rule === canary.rule);
    expect(ofRule).not.toEqual([]);
    if (canary.says !== undefined) expect(ofRule.map((answer) => answer.message).join('\n')).toMatch(canary.says);
  });

  test.each(GOOD.map(({ file }, index) => ({ file, index: BAD.length + index })))('leaves good code in $file alone', ({ index }) => {
    expect((answers[index] ?? []).filter((answer) => answer.rule === null || /^hearth|^max|syntax/.test(answer.rule))).toEqual([]);
  });

  test('that needs types bites, and the native one of unused names', () => {
    const folder = 'test/architecture/typed-canary';
    const { stdout } = spawnSync(process.execPath, ['node_modules/oxlint/bin/oxlint', '--type-aware', '-c', `${folder}/config.json`, '--format', 'json', `${folder}/unwaited.ts`], { encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: ReadonlyArray<{ readonly code: string }> };
    expect(diagnostics.map(({ code }) => code).sort()).toEqual(['eslint(no-unused-vars)', 'typescript(no-floating-promises)']);
  });
});
