import { normaliseServer } from '../xtream';

/** Paths only portals have: the pages of the box (`/c/`), the reseller's alias and the genuine endpoint. */
const PORTAL_PATH = /\/(?:c(?:\/(?:index\.html?)?)?|portal\.php|stalker_portal(?:\/.*)?|ministra(?:\/.*)?|(?:.*\/)?server\/load\.php)$/i;
const ENDPOINT = /^(.*)\/(?:portal\.php|server\/load\.php)$/i;

function withoutQuery(text: string): string {
  return text.trim().replace(/[?#].*$/, '');
}

/** Whether a pasted address is that of a portal: `…/c/`, `portal.php`, `stalker_portal`, `server/load.php`. */
export function isPortalAddress(text: string): boolean {
  return PORTAL_PATH.test(withoutQuery(text).replace(/^[a-z]+:\/\/[^/]*/i, ''));
}

/** The root of a portal, without slash at the end, from whatever of its pages was pasted. */
function rootOf(address: string): string {
  const page = address.replace(/\/+$/, '').replace(/\/(?:index\.html?)$/i, '');
  return page.replace(/\/server\/load\.php$/i, '').replace(/\/[^/]*\.php$/i, '').replace(/\/c$/i, '').replace(/\/server$/i, '');
}

/**
 * Addresses at which a portal may answer calls, in the order to try: the pasted script, then below what was pasted, then below its
 * host. Empty when the text holds no address. Order: protocols.md 2.5; at most eight.
 */
export function portalEndpoints(text: string): readonly string[] {
  const typed = withoutQuery(text);
  const server = normaliseServer(typed.replace(/\/[^/]*\.php\/?$/i, ''));
  if (server === null) return [];
  const origin = /^https?:\/\/[^/]+/.exec(server)?.[0] ?? server;
  const found: string[] = [];
  const add = (url: string): void => {
    if (found.indexOf(url) < 0) found.push(url);
  };
  const script = /\/[^/]*\.php$/i.exec(typed.replace(/\/+$/, ''))?.[0] ?? '';
  if (script !== '') add(server + script);
  for (const root of [rootOf(server + script), origin]) {
    const isGenuine = /\/(?:stalker_portal|ministra)$/i.test(root);
    // The genuine portal never ships the reseller's alias.
    if (isGenuine) add(`${root}/server/load.php`);
    add(`${root}/portal.php`);
    add(`${root}/server/load.php`);
    if (!isGenuine) add(`${root}/stalker_portal/server/load.php`);
  }
  return found;
}

/** The root of the portal behind an endpoint, with a slash at the end; pictures are relative to it. */
export function portalRoot(endpoint: string): string {
  return `${ENDPOINT.exec(endpoint)?.[1] ?? endpoint.replace(/\/[^/]*$/, '')}/`;
}

/** Scheme, host and port of an address; `""` when it is none. */
export function originOf(address: string): string {
  return (/^https?:\/\/[^/?#]+/i.exec(address)?.[0] ?? '').toLowerCase();
}
