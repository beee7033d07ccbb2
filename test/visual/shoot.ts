// Takes pictures of scenes: `node dist/tools/shoot.js <folder> <scene>[:locale][:high][:large] …`; without scenes, all of them.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { launchBrowser } from '#test/harness/cdp';
import { startPictureServer } from './picture-server';
import { takePicture } from './take-picture';

const root = resolve(import.meta.dirname, '../..');
const [folder = join(root, '.cache/pictures'), ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const server = await startPictureServer(root);
const browser = await launchBrowser();
try {
  await browser.page.navigate(server.url);
  const names = wanted.length > 0 ? wanted : ((await browser.page.evaluate('window.gallery.names')) as string[]);
  for (const name of names) {
    const file = join(folder, `${name.replace(/:/g, '-')}.png`);
    await writeFile(file, await takePicture(browser.page, server.url, name));
    console.log(file);
  }
  for (const line of [...browser.page.log.exceptions, ...browser.page.log.console.map((entry) => `${entry.level}: ${entry.text}`)]) console.log(line);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await browser.close();
  server.close();
}
