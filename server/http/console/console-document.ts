/** The console's one document; everything in it is made by its script. */
export const CONSOLE_DOCUMENT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="dark"><meta name="theme-color" content="#0B0C10"><meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>Console</title><link rel="stylesheet" href="/console/console.css"></head><body><div id="console"><noscript>The console needs JavaScript.</noscript></div><script src="/console/script/console.js" defer></script></body></html>
`;
