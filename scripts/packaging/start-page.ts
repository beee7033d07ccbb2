import type { PackageFile } from './package-files';
import type { Problem } from './problem';

/**
 * What a packaged start page must not do: be absent, load a file that is not packaged, use an absolute path (the page's
 * origin is `file:`), load an ES module (no television takes one from `file:`), or load a script from the network.
 * `$WEBAPIS/…` is Samsung's own script, resolved by the set.
 */
export function findStartPageProblems(files: readonly PackageFile[], page: string): Problem[] {
  const file = files.find((candidate) => candidate.path === page);
  if (file === undefined) {
    return [{ field: page, reason: 'is missing in the app folder', example: 'build the app first: npm run build' }];
  }
  const html = Buffer.from(file.bytes)
    .toString('utf8')
    .replace(/<!--[\s\S]*?-->/g, '');
  const problems: Problem[] = [];
  if (/<script[^>]+type=["']?module/i.test(html)) {
    problems.push({
      field: page,
      reason: 'loads an ES module, which does not work from file:',
      example: '<script src="app-modern.js"></script>',
    });
  }
  for (const [, , address = ''] of html.matchAll(/<(?:script|link|img)\b[^>]*?\b(src|href)=["']([^"']*)["']/gi)) {
    const reason = judgeAddress(address, files);
    if (reason !== null)
      problems.push({ field: page, reason: `"${address}" ${reason}`, example: 'vendor/shaka-player.js' });
  }
  return problems;
}

function judgeAddress(address: string, files: readonly PackageFile[]): string | null {
  if (address.startsWith('$WEBAPIS/') || address.startsWith('data:')) return null;
  if (/^([a-z]+:)?\/\//i.test(address)) return 'comes from the network; packages hold all their scripts and styles';
  if (address.startsWith('/')) return 'is an absolute path; the page lies in a folder of the set';
  const path = address.replace(/[?#].*$/, '').replace(/^\.\//, '');
  return files.some((file) => file.path === path) ? null : 'is not in the app folder';
}
