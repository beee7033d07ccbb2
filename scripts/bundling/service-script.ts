import { join } from 'node:path';
import { transformAsync } from '@babel/core';
import { rollup } from 'rollup';
import { typescriptStrip } from './plugins/typescript-strip';

/** Where the made script lives, below the project's root: it is kept there, so that the service can be read and tried as it is. */
export const SERVICE_SCRIPT = 'webos/service/dash-manifest.js';

const HEAD = '/* Made of src/core/dash for Node 0.12: DASH_SERVICE=write npx jest scripts/bundling/service-script. */\n// @ts-nocheck: its source is checked.\n';

/** `src/core/dash` as one ES5 module for the service of LG sets, whose oldest Node knows nothing newer. `root`: the project's. */
export async function makeServiceScript(root: string): Promise<string> {
  const bundle = await rollup({
    input: join(root, 'src/core/dash/index.ts'),
    plugins: [
      typescriptStrip(),
      { name: 'siblings', resolveId: (id, from) => (id.startsWith('./') && from !== undefined ? join(from, '..', `${id}.ts`) : null) },
    ],
  });
  const { output } = await bundle.generate({ format: 'cjs', strict: true });
  await bundle.close();
  const lowered = await transformAsync(output[0].code, {
    babelrc: false,
    configFile: false,
    compact: false,
    comments: false,
    sourceType: 'script',
    assumptions: { iterableIsArray: true, ignoreFunctionLength: true, noDocumentAll: true },
    presets: [['@babel/preset-env', { targets: { node: '0.12' }, modules: false, bugfixes: true }]],
  });
  return `${HEAD}${lowered?.code ?? ''}\n`;
}
