import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPS, BUNDLES, measureScript } from '#scripts/bundling';
import type { Measurement } from '../measurement';

/** Sizes of the scripts every television gets, raw and as they travel. */
export async function benchBytes(): Promise<readonly Measurement[]> {
  const rows: Measurement[] = [];
  for (const app of APPS) {
    const files = [
      ...BUNDLES.filter((bundle) => bundle.group === app.name).map((bundle) => ({ file: `${Object.keys(bundle.entries)[0] ?? ''}.js`, budget: bundle.budget })),
      { file: 'boot.js', budget: undefined },
      ...app.vendor.map((name) => ({ file: `vendor/${name}.js`, budget: undefined })),
    ];
    for (const { file, budget } of files) {
      const path = join(app.folder, file);
      if (!existsSync(path)) continue;
      const size = measureScript(readFileSync(path, 'utf8'));
      rows.push({ what: `${app.name}/${file}`, value: size.rawBytes, unit: 'bytes', ...(budget === undefined ? {} : { budget: budget.rawBytes }) });
      rows.push({ what: `${app.name}/${file} gzip`, value: size.gzipBytes, unit: 'bytes', ...(budget === undefined ? {} : { budget: budget.gzipBytes }) });
    }
  }
  return rows;
}
