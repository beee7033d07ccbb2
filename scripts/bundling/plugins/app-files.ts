import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rollup';
import { APP_BRAND_FILE, appBrand, loadBrand } from '../../brand';
import { bootScript } from '../boot-script';
import { VENDOR, type AppRecord } from '../bundle-table';
import { indexPage } from '../index-page';

/** Folders of `static/` that travel with the app; the sample catalogue stays with the platform. */
const STATIC_FOLDERS = ['fonts', 'images', 'strings'] as const;
const BRAND_FILE = 'static/brand/hearth.json';

function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix)).sort().flatMap((name) => {
    const path = prefix === '' ? name : `${prefix}/${name}`;
    return statSync(join(folder, path)).isDirectory() ? filesBelow(folder, path) : [path];
  });
}

/** Emits what stands beside an app's scripts: start page, boot script, player libraries, fonts, images and strings. */
export function appFiles(app: AppRecord, root: string): Plugin {
  const entry = `\0files-${app.name}`;
  return {
    name: 'app-files',
    resolveId: (id) => (id === entry ? id : null),
    load: (id) => (id === entry ? { code: '', moduleSideEffects: 'no-treeshake' } : null),
    options: (options) => ({ ...options, input: entry }),
    buildStart() {
      const emit = (fileName: string, source: string | Uint8Array): void => {
        this.emitFile({ type: 'asset', fileName, source });
      };
      const copy = (from: string, fileName: string): void => {
        this.addWatchFile(join(root, from));
        emit(fileName, readFileSync(join(root, from)));
      };
      for (const file of ['package.json', BRAND_FILE]) this.addWatchFile(join(root, file));
      const loaded = loadBrand(root, BRAND_FILE);
      const { brand } = loaded;
      emit('index.html', indexPage(app, brand.name, brand.colors.background));
      emit('boot.js', bootScript(root));
      if (app.hasBrandFile) emit(APP_BRAND_FILE, `${JSON.stringify(appBrand(loaded, brand.platformUrl), null, 2)}\n`);
      for (const name of app.vendor) {
        copy(VENDOR[name].file, `vendor/${name}.js`);
        copy(VENDOR[name].licence, `vendor/${name}.LICENSE.txt`);
      }
      for (const folder of STATIC_FOLDERS) {
        this.addWatchFile(join(root, 'static', folder));
        for (const path of filesBelow(join(root, 'static', folder))) copy(`static/${folder}/${path}`, `static/${folder}/${path}`);
      }
    },
    generateBundle(_options, bundle) {
      for (const [fileName, output] of Object.entries(bundle)) if (output.type === 'chunk') delete bundle[fileName];
    },
  };
}
