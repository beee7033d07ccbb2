import type { AccessRule } from '../core/television';
import type { TelevisionParts } from '../core/television-parts';

/** What the runtime falls back to in its policy mode. */
const SELF_ONLY = "default-src 'self'";
/** What the list of origins never asks about: the package's own files, and what its scripts make themselves. */
const OWN = "'self' file: data: blob: 'unsafe-inline' 'unsafe-eval'";
/** Where the app's threads tell what they were refused. */
const THREADS = '__television.access';

/** What config.xml says of the network. */
export interface PackageAccess {
  readonly access: readonly AccessRule[];
  readonly contentPolicy: string | null;
}

/** The sources an origin of the list stands for; none for what is no origin. */
function sourcesOf({ origin, subdomains }: AccessRule): readonly string[] {
  const [, scheme = '', host = '', port = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/:?#\s;,'*]+)(:\d+)?\/?$/i.exec(origin) ?? [];
  if (host === '') return [];
  const isAddress = /^[\d.]+$/.test(host);
  return [`${scheme}://${host}${port}`, ...(subdomains && !isAddress ? [`${scheme}://*.${host}${port}`] : [])];
}

/**
 * The content security policy by which an engine keeps a page to what its package admits, `null` when that is everything.
 * In the policy mode it is the package's own, or the runtime's "self only" where that is empty; else it is made of the list of origins.
 */
export function policyOf({ access, contentPolicy }: PackageAccess): string | null {
  if (contentPolicy !== null) return contentPolicy.trim() === '' ? SELF_ONLY : contentPolicy.trim();
  if (access.some(({ origin }) => origin === '*')) return null;
  return ['default-src', OWN, ...access.flatMap(sourcesOf)].join(' ');
}

/**
 * Keeps the page to the origins its package admits (T-19): everything it asks for by itself, its elements and its threads
 * included. The engine's own policy does the refusing, so that a page is told as on a set. What a page asks of the system
 * (players, downloads) is not the page's. One thing is laxer than on a set: where `http:` is admitted, `https:` is too.
 */
export class AccessGate {
  private readonly parts: Pick<TelevisionParts, 'window' | 'journal' | 'plane'>;
  private readonly known = new Set<string>();

  /** Run before any script of the page. Does nothing where everything is admitted. */
  constructor(parts: Pick<TelevisionParts, 'window' | 'journal' | 'plane'>, access: PackageAccess) {
    this.parts = parts;
    const policy = policyOf(access);
    if (policy === null) return;
    parts.journal.event(`the package admits: ${policy}`);
    const { window } = parts;
    window.document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => { this.tell(effectiveDirective, blockedURI); });
    this.keepThreads();
    if (this.post(policy)) return;
    const watch = new window.MutationObserver(() => {
      if (this.post(policy)) watch.disconnect();
    });
    watch.observe(window.document, { childList: true, subtree: true });
  }

  /** Puts the policy into the page as soon as it has a head; the picture's frame is made before, since the set's player is not the page. */
  private post(policy: string): boolean {
    const { document } = this.parts.window;
    // The typings promise a head, which a page that is still loading has not.
    const head = document.head as HTMLHeadElement | null;
    if (head === null) return false;
    this.parts.plane.window();
    const meta = document.createElement('meta');
    meta.httpEquiv = 'Content-Security-Policy';
    meta.content = policy;
    head.insertBefore(meta, head.firstChild);
    return true;
  }

  /** A thread from an address of its own would have a policy of its own; one from a text has its page's. */
  private keepThreads(): void {
    const { window } = this.parts;
    const { Worker: Native, Blob: NativeBlob, URL: NativeUrl, BroadcastChannel: Channel } = window;
    new Channel(THREADS).onmessage = ({ data }) => {
      const [directive, address] = data as readonly [string, string];
      this.tell(directive, address);
    };
    const prelude = `addEventListener('securitypolicyviolation', function (event) { new BroadcastChannel('${THREADS}').postMessage([event.effectiveDirective, event.blockedURI]); });`;
    class Kept extends Native {
      constructor(address: string | URL, options?: WorkerOptions) {
        const url = new NativeUrl(String(address), window.location.href).href;
        super(/^blob:/.test(url) ? url : NativeUrl.createObjectURL(new NativeBlob([`${prelude}importScripts(${JSON.stringify(url)});`], { type: 'text/javascript' })), options);
      }
    }
    Object.defineProperty(window, 'Worker', { configurable: true, writable: true, value: Kept });
  }

  /** An app that asks for what its package does not admit has a package with a fault: told once for each origin. */
  private tell(directive: string, address: string): void {
    const { journal } = this.parts;
    const words = `not admitted by config.xml: ${directive} ${address}`;
    const key = `${directive} ${address.replace(/^([a-z]+:\/\/[^/]+).*$/i, '$1')}`;
    if (this.known.has(key)) journal.event(words);
    else journal.violation(words);
    this.known.add(key);
  }
}
