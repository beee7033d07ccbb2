import type { AppRecord } from './bundle-table';

/**
 * The start page of an app. The page stays transparent: on Samsung sets the picture lies behind it. Addresses are relative,
 * since packages run from `file:`.
 */
export function indexPage(app: Pick<AppRecord, 'hostScripts'>, title: string, background: string): string {
  const hostScripts = app.hostScripts.map((address) => `<script src="${address}"></script>\n`).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=1920">
<meta name="theme-color" content="${background}">
<title>${title}</title>
<style>
html, body { margin: 0; padding: 0; width: 100%; height: 100%; overflow: hidden; background: transparent; }
</style>
${hostScripts}</head>
<body>
<script src="boot.js"></script>
</body>
</html>
`;
}
