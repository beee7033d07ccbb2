import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { ALIASES, isTestFile, LAYERS, layerOf, unitOf } from './layers.mjs';
import { projectFiles, ROOT } from './project-files';

const files = projectFiles();
const units = [...new Set(files.filter((file) => layerOf(file) !== null).map(unitOf))]
  // Front doors beside the folders: `scripts/start.mjs`, `server/main.ts`.
  .filter((unit) => LAYERS.some((layer) => unit === layer.folder ? layer.unitDepth === 'folder' : unit.startsWith(`${layer.folder}/`)));

function parseConfig(file: string): ts.ParsedCommandLine {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic: ts.Diagnostic) => { throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')); } };
  const parsed = ts.getParsedCommandLineOfConfigFile(join(ROOT, file), {}, host);
  if (parsed === undefined) throw new Error(`${file} cannot be read`);
  return parsed;
}

describe('the tree', () => {
  test('tells in a README of under sixty lines what each folder is for', () => {
    const lengths = units.map((unit) => {
      const readme = join(ROOT, unit, 'README.md');
      return { unit, lines: existsSync(readme) ? readFileSync(readme, 'utf8').split('\n').length : 0 };
    });
    expect(lengths.filter(({ lines }) => lines === 0).map(({ unit }) => `${unit}/README.md is missing`)).toEqual([]);
    expect(lengths.filter(({ lines }) => lines >= 60)).toEqual([]);
  });

  test('every source file belongs to a layer', () => {
    const frontDoors = /^(eslint\.config\.js|jest\.config\.mjs|rollup\.config\.ts)$/;
    expect(files.filter((file) => /\.(ts|mjs|js)$/.test(file) && layerOf(file) === null && !frontDoors.test(file))).toEqual([]);
  });

  test('package.json and the table of layers name the same subpath imports', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly imports: unknown };
    expect(manifest.imports).toEqual(Object.fromEntries(Object.entries(ALIASES).map(([alias, target]) => [alias, `./${target}`])));
  });
});

describe('the tsconfigs', () => {
  const names = readdirSync(join(ROOT, 'tsconfigs')).map((name) => name.replace(/\.json$/, ''));
  const included = new Map(names.map((name) => [name, new Set(parseConfig(`tsconfigs/${name}.json`).fileNames.map((file) => file.slice(ROOT.length + 1)))]));

  test('compile every source file as the runtime of its layer, and every test as a test', () => {
    const misplaced: string[] = [];
    // AssemblyScript has types of its own, and a compiler: npm run kernel.
    const isAssembly = /^src\/core\/playlist\/kernel\/assembly\//;
    for (const file of files.filter((name) => (name.endsWith('.ts') && !isAssembly.test(name)) || /^webos\/service\/[^/]+\.js$/.test(name))) {
      const layer = layerOf(file);
      if (layer === null) continue;
      const wanted = isTestFile(file) ? 'test' : layer.tsconfig;
      if (included.get(wanted)?.has(file) !== true) misplaced.push(`${file} is not compiled by tsconfigs/${wanted}.json`);
    }
    expect(misplaced).toEqual([]);
  });

  test('core, ports, sources and model know neither browser nor Node', () => {
    const { options } = parseConfig('tsconfigs/core.json');
    // What came after the modern floor (Chrome 68) is refused at the source: a polyfill would cost every viewer.
    expect({ lib: options.lib, types: options.types }).toEqual({ lib: ['lib.es2018.d.ts', 'lib.es2020.intl.d.ts', 'lib.es2022.error.d.ts'], types: [] });
  });

  test.each(names.map((name) => [name]))('%s keeps every strict option', (name) => {
    const { options } = parseConfig(`tsconfigs/${name}.json`);
    expect(options).toMatchObject({
      strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noImplicitOverride: true, noImplicitReturns: true,
      noUnusedLocals: true, noUnusedParameters: true, noFallthroughCasesInSwitch: true, noPropertyAccessFromIndexSignature: true,
      useDefineForClassFields: false, verbatimModuleSyntax: true, isolatedModules: true,
    });
  });
});
