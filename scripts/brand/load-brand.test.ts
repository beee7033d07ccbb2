import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PackagingError } from '../packaging';
import { makeScratchFolder, writeFiles, type ScratchFolder } from '../packaging/testing';
import { isPackageVersion, loadBrand } from './load-brand';

let scratch: ScratchFolder;
const FILE = 'static/brand/hearth.json';

beforeEach(() => {
  scratch = makeScratchFolder();
  cpSync('static/brand', join(scratch.path, 'static/brand'), { recursive: true });
  writeFiles(scratch.path, {
    'package.json': '{ "version": "1.4.0" }',
    ...Object.fromEntries(readdirSync(join(process.cwd(), 'static/strings')).map((file) => [`static/strings/${file}`, '{}'])),
  });
});
afterEach(() => scratch.remove());

function problemsOf(file = FILE): readonly { field: string; reason: string }[] {
  try {
    loadBrand(scratch.path, file);
    return [];
  } catch (error) {
    if (error instanceof PackagingError) return error.problems;
    throw error;
  }
}

describe('loading a brand', () => {
  test('the committed brand is complete: every picture is there in its size', () => {
    const loaded = loadBrand(scratch.path, FILE);
    expect(loaded.version).toBe('1.4.0');
    expect(Object.keys(loaded.art)).toHaveLength(7);
  });

  test('a missing picture, one of another size and one that is no PNG are named', () => {
    const folder = join(scratch.path, 'static/brand/hearth');
    rmSync(join(folder, 'webos-icon-80x80.png'));
    writeFiles(folder, {
      'webos-icon-130x130.png': readFileSync(join(folder, 'webos-icon-400x400.png')),
      'splash-1920x1080.png': 'GIF89a',
    });
    expect(problemsOf().map((problem) => problem.reason)).toEqual([
      expect.stringContaining('webos-icon-80x80.png is missing'),
      expect.stringContaining('webos-icon-130x130.png must be a PNG of 130x130, is 400x400'),
      expect.stringContaining('splash-1920x1080.png must be a PNG of 1920x1080, is not a PNG'),
    ]);
  });

  test('who has drawn nothing yet reads it once, with the command for this very brand', () => {
    const file = 'static/brand/fjord.json';
    const fjord = { ...(JSON.parse(readFileSync(FILE, 'utf8')) as object), name: 'Fjord TV', art: { mark: 'fjord/mark.svg', logo: 'fjord/logo.svg', folder: 'fjord' } };
    writeFiles(scratch.path, { [file]: JSON.stringify(fjord) });
    expect(problemsOf(file)).toEqual([
      { field: 'art.folder', reason: expect.stringContaining('tizen-icon-512x423.png and 6 more pictures are missing'), example: `draw them anew: npm run brand:art -- --brand ${file}` },
      { field: 'art.folder', reason: 'app-logo.png is missing', example: `draw them anew: npm run brand:art -- --brand ${file}` },
    ]);
  });

  test('a brand file anywhere is read by its whole path', () => {
    expect(loadBrand(process.cwd(), join(scratch.path, FILE)).brand.name).toBe('Hearth');
  });

  test('a language without its strings is named', () => {
    rmSync(join(scratch.path, 'static/strings/de.json'));
    expect(problemsOf()).toMatchObject([
      { field: 'languages', reason: 'names "de", but static/strings/de.json does not exist' },
    ]);
  });

  test.each(['1.4', '1.4.0-beta', '01.4.0', '256.0.0', '1.0.65536', ''])('version "%s" is refused', (version) => {
    expect(isPackageVersion(version)).toBe(false);
    writeFiles(scratch.path, { 'package.json': JSON.stringify({ version }) });
    expect(problemsOf()[0]?.field).toBe('versionFrom (version in package.json)');
  });

  test('a file that is not there or no JSON is named', () => {
    expect(() => loadBrand(scratch.path, 'static/brand/other.json')).toThrow('cannot be read');
    writeFiles(scratch.path, { [FILE]: '{ "name": ' });
    expect(() => loadBrand(scratch.path, FILE)).toThrow('is not JSON');
  });
});
