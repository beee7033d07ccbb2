import { parse, type Node } from 'acorn';
import type { Plugin } from 'rollup';

/**
 * Modules of Lightning and its SDK that both front doors pull in and the product never uses: it draws text, navigates and
 * plays by itself, and its only shaders are the default one and the rounded rectangle. Together a quarter of the bundle.
 */
export const LEFT_OUT: readonly string[] = [
  ...['BloomComponent', 'BorderComponent', 'FastBlurComponent', 'ListComponent', 'SmoothScaleComponent'].map((name) => `core/dist/src/components/${name}.mjs`),
  ...[
    'BoxBlur', 'CircularPush', 'Dithering', 'FadeOut', 'Hole', 'Inversion', 'Light3d', 'LinearBlur', 'Magnifier', 'Outline', 'Perspective', 'Pixelate',
    'RadialFilter', 'RadialGradient', 'Spinner', 'Vignette',
  ].map((name) => `core/dist/src/renderer/webgl/shaders/${name}Shader.mjs`),
  'core/dist/src/renderer/webgl/shaders/SpinnerShader2.mjs',
  'core/dist/src/renderer/c2d/shaders/BlurShader.mjs',
  'core/dist/src/renderer/common/shaders/GrayscaleShader.mjs',
  'core/dist/src/renderer/spark/SparkRenderer.mjs',
  ...['HtmlTexture', 'NoiseTexture', 'StaticCanvasTexture', 'StaticTexture', 'TextTexture'].map((name) => `core/dist/src/textures/${name}.mjs`),
  ...['ObjectListProxy', 'ObjectListWrapper', 'ObjMerger', 'Tools'].map((name) => `core/dist/src/tools/${name}.mjs`),
  'core/dist/src/animation/Animation.mjs',
  'core/dist/src/animation/AnimationSettings.mjs',
  'core/dist/src/flex/FlexTarget.mjs',
  ...[
    'Accessibility', 'Ads', 'Colors', 'FpsCounter', 'Language', 'MediaPlayer', 'Pin', 'Profile', 'Purchase', 'Router', 'TV', 'VersionLabel', 'VideoPlayer',
  ].map((name) => `sdk/src/${name}/index.js`),
];

/**
 * Modules of the SDK that its own start calls, as it does for every app, and the product has no use for: its texts are the translator's, and what it
 * keeps it keeps in a database. Each with the little its caller needs.
 */
export const EMPTIED: Readonly<Record<string, string>> = {
  'sdk/src/Locale/index.js': 'export default { load() { return Promise.resolve(); } };\n',
  'sdk/src/Storage/index.js': 'export function initStorage() {}\nexport default {};\n',
};

/** The entry of {@link LEFT_OUT} a module is, `null` for a module that stays. */
export function leftOutName(moduleId: string): string | null {
  const path = pathInLightning(moduleId);
  return path !== null && LEFT_OUT.includes(path) ? path : null;
}

function pathInLightning(moduleId: string): string | null {
  return /node_modules[\\/]@(?:lightningjs|metrological)[\\/](.+)$/.exec(moduleId)?.[1]?.replace(/\\/g, '/') ?? null;
}

interface Exporting extends Node {
  readonly declaration?: { readonly id?: { readonly name: string } | null; readonly declarations?: ReadonlyArray<{ readonly id: { readonly name: string } }> } | null;
  readonly specifiers?: ReadonlyArray<{ readonly exported: { readonly name: string } }>;
}

function exportedNames(code: string): string[] {
  return parse(code, { ecmaVersion: 2022, sourceType: 'module' }).body.flatMap((node) => {
    if (node.type === 'ExportDefaultDeclaration') return ['default'];
    if (node.type !== 'ExportNamedDeclaration') return [];
    const { declaration, specifiers } = node as Exporting;
    const declared = declaration?.declarations?.map(({ id }) => id.name) ?? (declaration?.id ? [declaration.id.name] : []);
    return [...declared, ...(specifiers ?? []).map(({ exported }) => exported.name)];
  });
}

/**
 * A module with the exports of `code`, each of which throws by name when it is called after all. A plain function: others
 * ask `instanceof` of it.
 */
export function stubModule(name: string, code: string): string {
  const reason = JSON.stringify(`${name} is left out of the bundles: scripts/bundling/plugins/lean-lightning.ts`);
  return `function leftOut() { throw new Error(${reason}); }\nexport { ${exportedNames(code).map((exported) => `leftOut as ${exported}`).join(', ')} };\n`;
}

/** Leaves out what {@link LEFT_OUT} and {@link EMPTIED} name. */
export function leanLightning(): Plugin {
  return {
    name: 'lean-lightning',
    transform: {
      order: 'pre',
      handler(code, id) {
        const emptied = EMPTIED[pathInLightning(id) ?? ''];
        if (emptied !== undefined) return { code: emptied, map: null };
        const name = leftOutName(id);
        return name === null ? null : { code: stubModule(name, code), map: null };
      },
    },
  };
}
