export { BROWSER_NAMES, findBrowser } from './find-browser.mjs';
