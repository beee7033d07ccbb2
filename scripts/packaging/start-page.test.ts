import { describe, expect, test } from '@jest/globals';
import { findStartPageProblems } from './start-page';

const page = (html: string): { path: string; bytes: Uint8Array }[] => [
  { path: 'index.html', bytes: new Uint8Array(Buffer.from(html)) },
  { path: 'app.js', bytes: new Uint8Array() },
];

describe('the start page of a package', () => {
  test('packaged scripts and the set’s own one pass', () => {
    const html =
      '<script src="$WEBAPIS/webapis/webapis.js"></script><!-- <script src="/old.js"></script> --><script src="./app.js?v=1"></script>';
    expect(findStartPageProblems(page(html), 'index.html')).toEqual([]);
  });

  test.each([
    ['<script type="module" src="app.js"></script>', 'ES module'],
    ['<script src="/app.js"></script>', 'absolute path'],
    ['<link rel="stylesheet" href="missing.css">', 'not in the app folder'],
    ['<script src="https://cdn.example/x.js"></script>', 'comes from the network'],
    ['<script src="//cdn.example/x.js"></script>', 'comes from the network'],
  ])('%s is refused', (html, reason) => {
    expect(
      findStartPageProblems(page(html), 'index.html')
        .map((problem) => problem.reason)
        .join(),
    ).toContain(reason);
  });

  test('a missing page is named with what to do', () => {
    expect(findStartPageProblems([], 'index.html')).toEqual([
      { field: 'index.html', reason: 'is missing in the app folder', example: 'build the app first: npm run build' },
    ]);
  });
});
