import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PNG } from 'pngjs';
import { formatHelp, PackagingError, parseCommandLine, runCommand, runTool, type CommandOutput } from '../packaging';
import { findBrowser } from '../setup';
import { APP_LOGO, isProductBrand, trimmed } from './app-logo';
import { artPieces, type ArtPiece } from './art-plan';
import type { Brand } from '../brand-format';
import { readBrandFile } from './load-brand';
import { starterLogo, starterMark } from './starter-drawings';

const OPTIONS = {
  brand: { value: 'static/brand/hearth.json', help: 'brand file' },
  chromium: { value: null, help: 'Chromium that draws the SVG files; else CHROMIUM of the environment, else the one that is installed' },
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
    const chromium = options.chromium ?? findBrowser();
    if (chromium === null) throw new PackagingError('The pictures cannot be drawn:', [{ field: '--chromium', reason: 'names no browser, and none of the usual names was found', example: '--chromium /usr/bin/google-chrome' }]);
    mkdirSync(folder, { recursive: true });
    for (const file of startDrawings(brand, dirname(brandFile))) io.out(`${file}  was not there: drawn from the name, to begin with; put your own in its place and draw again`);
    const sheet = drawSheet(brand, dirname(brandFile), chromium);
    let top = 0;
    for (const piece of artPieces()) {
      writeFileSync(join(folder, piece.file), cutOut(sheet, piece, top));
      io.out(`${join(folder, piece.file)}  ${piece.use}`);
      top += piece.height;
    }
    if (!isProductBrand(brand)) {
      writeFileSync(join(folder, APP_LOGO.file), cutLogo(sheet, top));
      io.out(`${join(folder, APP_LOGO.file)}  the logo in the running app`);
    }
    return 0;
  });
}

/** Draws what the brand names and nobody has made yet; answers those files. */
function startDrawings(brand: Brand, brandFolder: string): readonly string[] {
  const drawings = [[brand.art.mark, starterMark(brand)], [brand.art.logo, starterLogo(brand)]] as const;
  return drawings.flatMap(([name, drawing]) => {
    const file = join(brandFolder, name);
    if (existsSync(file)) return [];
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, drawing);
    return [file];
  });
}

/** All pieces below each other on one page: one browser start, and no piece meets the browser's smallest window. */
function drawSheet(brand: Brand, brandFolder: string, chromium: string): PNG {
  const height = artPieces().reduce((sum, piece) => sum + piece.height, 0) + APP_LOGO.height;
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
      '--default-background-color=00000000',
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
  const logo = `<img src="${source.logo}" style="width:${APP_LOGO.maxWidth}px;height:${APP_LOGO.height}px;object-fit:contain;object-position:left center">`;
  return `<!doctype html><meta charset="utf-8"><style>body{margin:0}
div{display:flex;align-items:center;justify-content:center;background-color:${brand.colors.background}}img{display:block}</style>${pieces.join('')}${logo}`;
}

function cutLogo(sheet: PNG, top: number): Uint8Array {
  const cut = new PNG({ width: APP_LOGO.maxWidth, height: APP_LOGO.height });
  PNG.bitblt(sheet, cut, 0, top, APP_LOGO.maxWidth, APP_LOGO.height, 0, 0);
  return PNG.sync.write(trimmed(cut), { deflateLevel: 9 });
}

function cutOut(sheet: PNG, piece: ArtPiece, top: number): Uint8Array {
  const cut = new PNG({ width: piece.width, height: piece.height });
  PNG.bitblt(sheet, cut, 0, top, piece.width, piece.height, 0, 0);
  // colorType 2: no alpha channel; stores refuse transparent icons.
  return PNG.sync.write(cut, { colorType: 2, deflateLevel: 9 });
}
