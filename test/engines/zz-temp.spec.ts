import { writeFileSync } from 'node:fs';
import { test } from '@jest/globals';
import { launchBrowser } from '#test/harness/cdp';
import { startPlatform } from '#test/harness/server';

test('boots', async () => {
  const platform = await startPlatform();
  const browser = await launchBrowser();
  try {
    await browser.page.navigate(`${platform.url}/`);
    await browser.page.waitFor('document.getElementById("hearth-mirror")', { timeoutMs: 15000 }).catch((e: unknown) => console.log(String(e)));
    await new Promise((r) => setTimeout(r, 3000));
    console.log(JSON.stringify(await browser.page.mirror()), browser.page.log.tail(), JSON.stringify(browser.page.log.exceptions), JSON.stringify(browser.page.log.requests.filter((r) => r.status >= 400 || r.failure)));
    writeFileSync('/tmp/t1-shot.png', await browser.page.screenshot());
  } finally {
    await browser.close();
    await platform.stop();
  }
}, 120_000);
