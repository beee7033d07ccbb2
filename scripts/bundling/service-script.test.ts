import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeServiceScript, SERVICE_SCRIPT } from './service-script';

const FILE = join(process.cwd(), SERVICE_SCRIPT);
const AGREES = 'made of src/core/dash as it is';
const DIFFERS = 'made of an older src/core/dash: DASH_SERVICE=write npx jest scripts/bundling/service-script';

test('what rewrites manifests in the service of LG sets is what does so on the platform', async () => {
  const made = await makeServiceScript(process.cwd());
  if (process.env['DASH_SERVICE'] === 'write') writeFileSync(FILE, made);
  expect(readFileSync(FILE, 'utf8') === made ? AGREES : DIFFERS).toBe(AGREES);
});
