import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PNG } from 'pngjs';
import { formatHelp, parseCommandLine, runCommand, runTool, type CommandOutput } from '../packaging';
import { artPieces, type ArtPiece } from './art-plan';
import type { Brand } from '../brand-format';
import { readBrandFile } from './load-brand';

const OPTIONS = {
  brand: { value: 'static/brand/hearth.json', help: 'brand file' },
  chromium: { value: 'chromium', help: 'Chromium that draws the SVG files' },
} as const;

/**
 * `npm run brand:art`: draws every picture of the plan from a brand's two SVG files into its art folder. The pictures are
 * kept in the repository, so that packaging needs no browser.
 */
export function runDrawArt(argv: readonly string[], root: string, io: CommandOutput): number {
  return runCommand(io, () => {
    if (argv.includes('--help')) {
      io.out(formatHelp('npm run brand:art -- [options]', OPTIONS));
      return 0;
    }
    const { options } = parseCommandLine(argv, OPTIONS);
    const brandFile = resolve(root, options.brand ?? OPTIONS.brand.value);
    const brand = readBrandFile(brandFile);
    const folder = join(dirname(brandFile), brand.art.folder);
    mkdirSync(folder, { recursive: true });
    const sheet = drawSheet(brand, dirname(brandFile), options.chromium ?? OPTIONS.chromium.value);
    let top = 0;
    for (const piece of artPieces()) {
      writeFileSync(join(folder, piece.file), cutOut(sheet, piece, top));
      io.out(`${join(folder, piece.file)}  ${piece.use}`);
      top += piece.height;
    }
    return 0;
  });
}

/** All pieces below each other on one page: one browser start, and no piece meets the browser's smallest window. */
function drawSheet(brand: Brand, brandFolder: string, chromium: string): PNG {
  const height = artPieces().reduce((sum, piece) => sum + piece.height, 0);
  const width = Math.max(...artPieces().map((piece) => piece.width));
  const scratch = mkdtempSync(join(tmpdir(), 'brand-art-'));
  try {
    const page = join(scratch, 'sheet.html');
    const picture = join(scratch, 'sheet.png');
    writeFileSync(page, sheetHtml(brand, brandFolder));
    const answer = runTool(chromium, [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--force-color-profile=srgb',
      '--force-device-scale-factor=1',
      `--user-data-dir=${join(scratch, 'profile')}`,
      `--screenshot=${picture}`,
      `--window-size=${width},${height}`,
      pathToFileURL(page).href,
    ]);
    if (answer.status !== 0) throw new Error(`${chromium} failed: ${answer.stderr.slice(-400)}`);
    return PNG.sync.read(readFileSync(picture));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function sheetHtml(brand: Brand, brandFolder: string): string {
  const source = {
    mark: pathToFileURL(join(brandFolder, brand.art.mark)).href,
    logo: pathToFileURL(join(brandFolder, brand.art.logo)).href,
  };
  const pieces = artPieces().map((piece) => {
    // The splash is flat: a television scales and compresses it, and bands would show in a dark gradient.
    const glow =
      piece.layout === 'splash'
        ? ''
        : `;background-image:radial-gradient(circle at 50% 100%, ${brand.colors.accent}38, ${brand.colors.accent}00 75%)`;
    const image =
      piece.layout === 'mark'
        ? `<img src="${source.mark}" style="width:${Math.round(Math.min(piece.width, piece.height) * 0.64)}px">`
        : `<img src="${source.logo}" style="width:${Math.round(piece.width * (piece.layout === 'splash' ? 0.25 : 0.7))}px">`;
    return `<div style="width:${piece.width}px;height:${piece.height}px${glow}">${image}</div>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>body{margin:0}
div{display:flex;align-items:center;justify-content:center;background-color:${brand.colors.background}}img{display:block}</style>${pieces.join('')}`;
}

function cutOut(sheet: PNG, piece: ArtPiece, top: number): Uint8Array {
  const cut = new PNG({ width: piece.width, height: piece.height });
  PNG.bitblt(sheet, cut, 0, top, piece.width, piece.height, 0, 0);
  // colorType 2: no alpha channel; stores refuse transparent icons.
  return PNG.sync.write(cut, { colorType: 2, deflateLevel: 9 });
}
