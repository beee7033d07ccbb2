import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rollup';

/** Packages that reach a bundle without being modules of it. */
const ALWAYS = ['core-js', '@babel/helpers'];

/** The package a module belongs to: `…/node_modules/@scope/name/x.js` → `@scope/name`; `null` for our own. */
export function packageOf(moduleId: string): string | null {
  const parts = moduleId.split(/[\\/]/);
  const at = parts.lastIndexOf('node_modules');
  const [first = '', second = ''] = parts.slice(at + 1);
  if (at === -1) return null;
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function noticeOf(root: string, name: string): string {
  const folder = join(root, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version?: string; readonly license?: string };
  const file = existsSync(folder) ? readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.|$)/i.test(entry)) : undefined;
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
  return `${name} ${manifest.version ?? ''} (${manifest.license ?? 'see below'})${text}`;
}

/** Emits `licenses.txt` with the licences of every package whose code is in the bundle: most ask for that. */
export function licenceNotices(root: string): Plugin {
  return {
    name: 'licence-notices',
    generateBundle() {
      const names = new Set(ALWAYS);
      for (const id of this.getModuleIds()) {
        const name = packageOf(id);
        if (name !== null) names.add(name);
      }
      const notices = [...names].sort().map((name) => noticeOf(root, name));
      const rule = '-'.repeat(80);
      this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: `This app contains software by others:\n\n${notices.join(`\n\n${rule}\n\n`)}\n` });
    },
  };
}
