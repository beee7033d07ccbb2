import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { servicePages } from './service-pages';

const FILE = join(process.cwd(), 'webos/service/phone-pages.json');
const AGREES = 'the same as the platform’s';
const DIFFERS = 'other pages than the platform’s: PHONE_PAGES=write npx jest server/http/companion/service-pages';

test('the pages that travel with the service of LG sets are the platform’s own', () => {
  const pages = `${JSON.stringify(servicePages(), null, 1)}\n`;
  if (process.env['PHONE_PAGES'] === 'write') writeFileSync(FILE, pages);
  expect(readFileSync(FILE, 'utf8') === pages ? AGREES : DIFFERS).toBe(AGREES);
});
