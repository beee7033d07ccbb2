import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runPage } from './run-page';

/** Rows and columns the strip reader divides a clock letter into. */
const GRID = { columns: 7, rows: 12 };

interface Font {
  readonly height: number;
  readonly glyphs: Readonly<Record<string, string>>;
}

/** The templates of `server/media/strip-digits.ts`: mean brightness of each cell of a clock letter. */
function templates(clock: Font): string {
  const lines = Object.entries(clock.glyphs).map(([letter, data]) => {
    const alpha = Buffer.from(data, 'base64');
    const width = alpha.length / clock.height;
    const stepX = width / GRID.columns;
    const stepY = clock.height / GRID.rows;
    let shares = '';
    for (let cell = 0; cell < GRID.columns * GRID.rows; cell += 1) {
      const left = (cell % GRID.columns) * stepX;
      const top = Math.floor(cell / GRID.columns) * stepY;
      let sum = 0;
      for (let y = 0; y < stepY; y += 1) for (let x = 0; x < stepX; x += 1) sum += alpha[(top + y) * width + left + x] ?? 0;
      shares += Math.round((sum / (stepX * stepY) / 255) * 15).toString(16);
    }
    return `  '${letter}': '${shares}',`;
  });
  return `/** Cells a clock letter is divided into. */
export const CLOCK_GRID = { columns: ${String(GRID.columns)}, rows: ${String(GRID.rows)} } as const;

// Share of bright pixels per cell, one hexadecimal digit each (f = all); made by scripts/sample from the strip's letters.
const SHARES: Readonly<Record<string, string>> = {
${lines.join('\n')}
};

/** The letters of the clock: share of bright pixels per cell, 0..1, row by row. */
export const CLOCK_TEMPLATES: Readonly<Record<string, readonly number[]>> = Object.fromEntries(
  Object.entries(SHARES).map(([letter, shares]) => [letter, Array.from(shares, (share) => Number.parseInt(share, 16) / 15)]),
);
`;
}

/**
 * Rasterises the strip's letters into `<mediaDir>/strip/glyphs.json` and the reader's templates into
 * `server/media/strip-digits.ts`. `fontsDir` holds the Commissioner subsets of the design.
 */
export async function makeGlyphs(mediaDir: string, fontsDir: string): Promise<void> {
  await mkdir(join(mediaDir, 'strip'), { recursive: true });
  await runPage({
    page: '/pages/glyphs.html',
    roots: { '/pages/': 'scripts/sample/pages', '/fonts/': fontsDir },
    input: null,
    onResult: async (name, body) => {
      await writeFile(join(mediaDir, 'strip', name), body);
      const fonts = JSON.parse(body.toString('utf8')) as Readonly<Record<string, Font>>;
      const clock = fonts['clock@1'];
      if (clock === undefined) throw new Error('The page drew no clock');
      await writeFile('server/media/strip-digits.ts', templates(clock));
    },
  });
}
