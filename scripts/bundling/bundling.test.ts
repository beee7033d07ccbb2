import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { readCompatData } from '../compat';
import { judgeApis, usedNewerApis } from './api-check';
import { bootScript } from './boot-script';
import { budgetProblems, measureScript, syntaxProblem } from './budget-check';
import { APPS, BUNDLES, VENDOR } from './bundle-table';
import { FLOORS } from './floors';
import { indexPage } from './index-page';
import { EMPTIED, LEFT_OUT, leftOutName, stubModule } from './plugins/lean-lightning';
import { packageOf } from './plugins/licence-notices';
import { wrapProgram } from './plugins/program-script';
import { polyfillModules } from './polyfills';
import { usedNames } from './used-apis';

const compatData = readCompatData();

describe('syntax check', () => {
  test('takes what the target reads', () => {
    expect(syntaxProblem({ file: 'a.js', code: 'var a = function () {};' }, 5)).toBeNull();
    expect(syntaxProblem({ file: 'a.js', code: 'async function a() { await 0; }' }, 2017)).toBeNull();
  });

  test.each([
    ['const a = 1;', 5],
    ['var f = () => 1;', 5],
    ['var o = { a };', 5],
    ['var o = { ...a };', 2017],
    ['a ?? b;', 2017],
    ['class A { b = 1; }', 2017],
  ] as const)('refuses %s for ECMAScript %d, with name and place', (code, ecmaVersion) => {
    expect(syntaxProblem({ file: 'app.js', code }, ecmaVersion)).toMatch(new RegExp(`app\\.js does not parse as ECMAScript ${String(ecmaVersion)}: .*near "`));
  });
});

describe('byte budgets', () => {
  test('measure raw and gzip', () => {
    const size = measureScript('x'.repeat(10_000));
    expect(size.rawBytes).toBe(10_000);
    expect(size.gzipBytes).toBeLessThan(100);
  });

  test('name the file and both numbers when exceeded', () => {
    const size = { rawBytes: 1_100, gzipBytes: 90 };
    expect(budgetProblems('app.js', size, { rawBytes: 1_000, gzipBytes: 100 })).toEqual(['app.js is 1100 bytes raw, 100 more than its budget of 1000']);
    expect(budgetProblems('app.js', size, { rawBytes: 1_100, gzipBytes: 90 })).toEqual([]);
  });
});

describe('used names', () => {
  test('are globals, members of globals, and members', () => {
    const names = usedNames('(function () { var local = Array.from(fetch("a")); local.flat(); window.URLSearchParams; x["includes"](1); })();');
    expect([...names.globals].sort()).toEqual(expect.arrayContaining(['Array', 'URLSearchParams', 'fetch']));
    expect(names.statics).toContain('Array.from');
    expect([...names.members].sort()).toEqual(['URLSearchParams', 'flat', 'from', 'includes']);
    expect(names.globals).not.toContain('local');
  });

  test('leave out globals a script declares itself', () => {
    expect(usedNames('class Animation {} new Animation(); function fetch() {} fetch();').globals.has('Animation')).toBe(false);
  });
});

describe('polyfills', () => {
  test('are those a script uses and its floor lacks, no others', () => {
    const code = 'Array.from(a); b.includes(c); Object.entries(d); e.padStart(2); f.flat();';
    expect(judgeApis(code, 63, compatData)).toEqual({ modules: ['es.array.flat'], problems: [] });
    expect(judgeApis(code, 47, compatData).modules).toEqual(['es.array.flat', 'es.object.entries', 'es.string.pad-start']);
    expect(judgeApis(code, 38, compatData).modules).toEqual(expect.arrayContaining(['es.array.from', 'es.string.iterator', 'es.array.includes', 'es.string.includes']));
    expect(judgeApis(code, 120, compatData).modules).toEqual([]);
  });

  test('cannot bring everything: the rest is refused by name', () => {
    expect(judgeApis('new AbortController();', 47, compatData).problems).toEqual([expect.stringMatching(/AbortController is used, which Chrome 47 has not/)]);
    expect(judgeApis('new IntersectionObserver(f);', 47, compatData).problems).toHaveLength(1);
    expect(judgeApis('new IntersectionObserver(f);', 53, compatData).problems).toEqual([]);
  });

  test('see through what only looks newer', () => {
    expect(usedNewerApis('a.append(b); c.key; d.map(e); f.at = g.at + 1; h.description;', 47, compatData)).toEqual([]);
    expect(usedNewerApis('[].flat.call(a); b.flatMap.apply(c, d);', 47, compatData)).toEqual(['Array.prototype.flat', 'Array.prototype.flatMap']);
  });

  test('what helpers ask for first is not brought for them; the same object is, function by function, for whoever just calls it', () => {
    expect(judgeApis('typeof Reflect !== "undefined" && g; try { Reflect.construct(A, [], b); } catch (e) {}', 47, compatData)).toEqual({ modules: [], problems: [] });
    expect(judgeApis('Reflect.get(window, "webapis"); Reflect.apply(f, a, []);', 47, compatData)).toEqual({ modules: ['es.reflect.apply', 'es.reflect.get'], problems: [] });
    expect(judgeApis('Reflect.get(window, "webapis");', 53, compatData)).toEqual({ modules: [], problems: [] });
  });

  test.each(['Array.from', 'Array.prototype.flatMap', 'TypedArray.prototype.fill', 'RegExp.prototype.flags', 'globalThis', 'URLSearchParams', 'Symbol.iterator'])('of %s exist in core-js', (api) => {
    const modules = polyfillModules(api) ?? [];
    expect(modules.length).toBeGreaterThan(0);
    for (const module of modules) expect(existsSync(join(process.cwd(), `node_modules/core-js/modules/${module}.js`))).toBe(true);
  });

  test('of what core-js has not are none', () => {
    expect(polyfillModules('AbortController')).toBeNull();
  });
});

describe('the table of bundles', () => {
  test('gives every television a modern and a legacy bundle with its own floor', () => {
    for (const app of APPS) {
      for (const isProgram of [false, true]) {
        const ours = BUNDLES.filter((bundle) => bundle.group === app.name && (bundle.isProgram === true) === isProgram);
        expect(ours.map(({ kind, ecmaVersion, chromeFloor }) => ({ kind, ecmaVersion, chromeFloor }))).toEqual([
          { kind: 'modern', ecmaVersion: 2017, chromeFloor: 68 },
          { kind: 'legacy', ecmaVersion: 5, chromeFloor: FLOORS[app.name] },
        ]);
      }
    }
    expect(FLOORS).toMatchObject({ tizen: 47, webos: 38 });
  });

  test('keeps the modern app within the promised size', () => {
    const modern = BUNDLES.filter((bundle) => bundle.name.endsWith('-modern') && bundle.isProgram !== true);
    expect(modern.every((bundle) => bundle.budget?.rawBytes === 750_000 && bundle.budget.gzipBytes === 220_000)).toBe(true);
  });

  test('has unique names', () => {
    expect(new Set(BUNDLES.map((bundle) => bundle.name)).size).toBe(BUNDLES.length);
  });

  test.each(Object.entries(VENDOR))('ships %s in a form every television parses', (name, { file, licence, budget }) => {
    const code = readFileSync(join(process.cwd(), file), 'utf8');
    expect(syntaxProblem({ file: name, code }, 5)).toBeNull();
    expect(budgetProblems(name, measureScript(code), budget)).toEqual([]);
    expect(existsSync(join(process.cwd(), licence))).toBe(true);
  });
});

describe('packageOf', () => {
  test.each([
    ['/p/node_modules/@lightningjs/core/dist/src/index.js', '@lightningjs/core'],
    ['/p/node_modules/a/node_modules/idb-keyval/dist/index.js', 'idb-keyval'],
    ['/p/src/core/base/ids.ts', null],
  ])('tells whose module %s is', (id, name) => {
    expect(packageOf(id)).toBe(name);
  });
});

describe('a program for a thread of its own', () => {
  const code = wrapProgram('exports.serve = function (scope) { scope.onmessage = function () { scope.postMessage("served", []); }; }; exports.answer = 42;');

  test('as the address of a worker it serves whoever started it', () => {
    const self: { onmessage?: () => void; postMessage: (word: string) => void; words: string[] } = { words: [], postMessage: (word) => self.words.push(word) };
    runInNewContext(code, { self });
    self.onmessage?.();
    expect(self.words).toEqual(['served']);
  });

  test('a page gets its function unrun, to run it or to make another worker of its text', () => {
    const scripts: Array<(exported: Record<string, unknown>) => void> = [];
    runInNewContext(code, { hearthProgram: (given: (typeof scripts)[number]) => { scripts.push(given); } });
    const exported: Record<string, unknown> = {};
    expect(exported).toEqual({});
    scripts[0]?.(exported);
    expect(exported['answer']).toBe(42);
    const again: Record<string, unknown> = {};
    runInNewContext(`(${String(scripts[0])})(again)`, { again });
    expect(again['answer']).toBe(42);
    expect(syntaxProblem({ file: 'program.js', code }, 5)).toBeNull();
  });
});

describe('the start page', () => {
  const page = indexPage({ hostScripts: ['$WEBAPIS/webapis/webapis.js'] }, 'Hearth', '#0B0C10');

  test('loads the set\'s own script first, then the boot script, by relative addresses and as classic scripts', () => {
    expect(Array.from(page.matchAll(/<script([^>]*)>/g), (match) => match[1])).toEqual([' src="$WEBAPIS/webapis/webapis.js"', ' src="boot.js"']);
  });
});

describe('lean Lightning', () => {
  test('leaves out modules that are there', () => {
    const missing = [...LEFT_OUT, ...Object.keys(EMPTIED)].filter((path) => !['@lightningjs', '@metrological'].some((scope) => existsSync(join('node_modules', scope, path))));
    expect(missing).toEqual([]);
    expect(leftOutName('/x/node_modules/@lightningjs/sdk/src/Router/index.js')).toBe('sdk/src/Router/index.js');
    expect(leftOutName('/x/node_modules/@lightningjs/core/dist/src/tree/Stage.mjs')).toBeNull();
  });

  test('keeps the exports, which say what they are when called, and may be asked instanceof', () => {
    const stub = stubModule('core/Text', 'export default class Text {}\nexport const init = () => 1;\nexport function run() {}\nconst a = 1; export { a as b };');
    const names = /export \{ (.*) \};/.exec(stub)?.[1]?.split(', ').map((part) => part.replace('leftOut as ', ''));
    expect(names).toEqual(['default', 'init', 'run', 'b']);
    expect(() => { runInNewContext(`${stub.split('export')[0] ?? ''}; ({}) instanceof leftOut; new leftOut();`); }).toThrow(/core\/Text is left out/);
  });
});

/** Runs the boot script in a page made of the given features; answers the scripts it asked for. */
function boot(features: Record<string, unknown>, language = 'de-DE') {
  interface FakeElement { tag: string; src?: string; textContent?: string; onerror?: () => void; onload?: () => void; style: object }
  const added: FakeElement[] = [];
  let onError: ((event: object) => void) | null = null;
  const window: Record<string, unknown> = { addEventListener: (_name: string, listener: (event: object) => void) => { onError = listener; } };
  const document = { createElement: (tag: string): FakeElement => ({ tag, style: {} }), body: { appendChild: (element: FakeElement) => added.push(element) } };
  runInNewContext(bootScript(process.cwd()), { window, document, navigator: { language }, ...features });
  return { added, window, fail: (event: object) => onError?.(event), sources: () => added.map((element) => element.src ?? `${element.tag}: ${element.textContent ?? ''}`) };
}

const MODERN = { AbortController: () => undefined, ResizeObserver: () => undefined, URLSearchParams: () => undefined };

describe('the boot script', () => {
  test('is ECMAScript 5', () => {
    expect(syntaxProblem({ file: 'boot.js', code: bootScript(process.cwd()) }, 5)).toBeNull();
  });

  test('takes the modern bundle where everything it needs is there', () => {
    const { sources, window } = boot(MODERN);
    expect([sources(), window['hearthBundle']]).toEqual([['app-modern.js'], 'modern']);
  });

  test.each(Object.keys(MODERN))('takes the legacy bundle without %s', (name) => {
    const { sources, window } = boot({ ...MODERN, [name]: undefined });
    expect([sources(), window['hearthBundle']]).toEqual([['app-legacy.js'], 'legacy']);
  });

  test('takes the legacy bundle where the syntax is too new', () => {
    const Function = (): never => {
      throw new SyntaxError('Unexpected token function');
    };
    expect(boot({ ...MODERN, Function }).sources()).toEqual(['app-legacy.js']);
  });

  test('falls back once when the modern bundle does not parse after all', () => {
    const { fail, sources } = boot(MODERN);
    fail({ filename: 'file:///app/other.js', message: 'Uncaught SyntaxError: x' });
    fail({ filename: 'file:///app/app-modern.js', message: 'Uncaught TypeError: x' });
    expect(sources()).toEqual(['app-modern.js']);
    fail({ filename: 'file:///app/app-modern.js', message: 'Uncaught SyntaxError: x' });
    fail({ filename: 'file:///app/app-modern.js', message: 'Uncaught SyntaxError: x' });
    expect(sources()).toEqual(['app-modern.js', 'app-legacy.js']);
  });

  test('defines the start script and loads further parts once, when they are asked for', () => {
    const { added, sources, window } = boot(MODERN);
    type Require = (paths: readonly string[], resolve: (part: object) => void, reject: (error: Error) => void) => void;
    type Define = (name: string, paths: readonly string[], factory: (...given: never[]) => void) => void;
    const define = window['hearthDefine'] as Define;
    const heard: unknown[] = [];
    define('app-modern', ['require', 'exports'], (require: Require, exported: Record<string, unknown>) => {
      exported['shared'] = 'shared';
      const ask = (name: string) => { require([`./${name}`], (part) => heard.push(part), (error) => heard.push(error.message)); };
      window['ask'] = ask;
      ask('part');
    });
    define('part', ['exports', './app-modern'], (exported: Record<string, unknown>, app: Record<string, unknown>) => { exported['with'] = app['shared']; });
    added[1]?.onload?.();
    (window['ask'] as (name: string) => void)('part');
    (window['ask'] as (name: string) => void)('none');
    added[2]?.onerror?.();
    expect(heard).toEqual([{ with: 'shared' }, { with: 'shared' }, 'none.js could not be loaded']);
    expect(sources()).toEqual(['app-modern.js', 'part.js', 'none.js']);
  });

  test('loads the parts a part needs before it runs, each once, and tells when one does not come', () => {
    const { added, sources, window } = boot(MODERN);
    type Require = (paths: readonly string[], resolve: (part: object) => void, reject: (error: Error) => void) => void;
    const define = window['hearthDefine'] as (name: string, paths: readonly string[], factory: (...given: never[]) => void) => void;
    const heard: unknown[] = [];
    let ask: (name: string) => void = () => undefined;
    define('app-modern', ['require', 'exports'], (require: Require) => {
      ask = (name) => { require([`./${name}`], (part) => heard.push(part), (error) => heard.push(error.message)); };
    });
    const script = (file: string) => added.find((element) => element.src === file);
    const partOf = (name: string, needs: string) => {
      define(name, ['exports', './app-modern', `./${needs}`], (exported: Record<string, unknown>, _app: object, needed: Record<string, unknown>) => { exported['with'] = needed['shared']; });
      script(`${name}.js`)?.onload?.();
    };
    ask('one');
    ask('two');
    partOf('one', 'shared');
    partOf('two', 'shared');
    expect([sources(), heard]).toEqual([['app-modern.js', 'one.js', 'two.js', 'shared.js'], []]);
    define('shared', ['exports'], (exported: Record<string, unknown>) => { exported['shared'] = 1; });
    script('shared.js')?.onload?.();
    expect(heard).toEqual([{ with: 1 }, { with: 1 }]);
    ask('three');
    partOf('three', 'gone');
    script('gone.js')?.onerror?.();
    expect(heard[2]).toBe('gone.js could not be loaded');
  });

  test('says so in the viewer\'s language when no bundle comes', () => {
    const { added, sources } = boot(MODERN);
    added[0]?.onerror?.();
    added[1]?.onerror?.();
    expect(sources()[2]).toMatch(/^p: Die App konnte nicht starten/);
  });

  test('says so in English where the language is unknown', () => {
    const { added, sources } = boot({}, 'fi');
    added[0]?.onerror?.();
    expect(sources()[1]).toMatch(/^p: The app could not start/);
  });
});
