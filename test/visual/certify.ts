// Writes certified pictures anew: `npm run visual:certify`, or `npm run visual:certify -- home movie:de` for some. Look at each before it is kept.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readPicture, writePicture } from './compare-pictures';
import { openStudio } from './studio';
import { pictureName, WISHES } from './wishes';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'test/visual/certified');
const wanted = process.argv.slice(2);

const unknown = wanted.filter((wish) => !WISHES.includes(wish));
if (unknown.length > 0) {
  console.log(`No picture named ${unknown.join(', ')}. There are:\n${WISHES.join('\n')}`);
  process.exit(1);
}
await mkdir(folder, { recursive: true });
const studio = await openStudio(root);
try {
  for (const wish of wanted.length > 0 ? wanted : WISHES) {
    const file = join(folder, `${pictureName(wish)}.png`);
    await writeFile(file, writePicture(readPicture(await studio.take(wish))));
    console.log(file);
  }
  const names = WISHES.map((wish) => `${pictureName(wish)}.png`);
  for (const file of await readdir(folder)) {
    if (!names.includes(file)) await rm(join(folder, file));
  }
  for (const problem of studio.problems()) console.log(problem);
} finally {
  await studio.close();
}
