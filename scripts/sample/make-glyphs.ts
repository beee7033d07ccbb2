import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runPage } from './run-page';

/** Rasterises the strip's letters into `<mediaDir>/strip/glyphs.json`. `fontsDir` holds the Commissioner subsets. */
export async function makeGlyphs(mediaDir: string, fontsDir: string): Promise<void> {
  await mkdir(join(mediaDir, 'strip'), { recursive: true });
  await runPage({
    page: '/pages/glyphs.html',
    roots: { '/pages/': join(import.meta.dirname, 'pages'), '/fonts/': fontsDir },
    input: null,
    onResult: (name, body) => writeFile(join(mediaDir, 'strip', name), body),
  });
}
