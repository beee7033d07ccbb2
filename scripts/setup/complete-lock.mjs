// @ts-check
// Adds to package-lock.json what npm leaves out of it: optional packages of other systems that the registry at hand does not
// carry. Without these entries `npm ci` refuses the lock file everywhere. Run after every change of dependencies:
// `node scripts/setup/complete-lock.mjs`
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { missingEntries } from './lock-entries.mjs';

const file = resolve(import.meta.dirname, '../../package-lock.json');
const lock = /** @type {{ packages: Record<string, import('./lock-entries.mjs').Entry> }} */ (JSON.parse(readFileSync(file, 'utf8')));
const missing = missingEntries(lock.packages);
const entries = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(entries);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${String(Object.keys(missing).length)} entries added to package-lock.json`);
