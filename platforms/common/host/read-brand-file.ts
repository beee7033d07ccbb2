import type { HttpPort, LogPort } from '#ports';
import { isRecord } from './parse-deep-link';

/** Packaged beside the start page by the packagers; the web build carries its own. */
const BRAND_FILE = 'brand.json';
/** A brand file is a page of text; whatever is larger is something else. */
const MAX_BYTES = 256 * 1024;

/** The logo stands beside the brand file, and is not wider than the corner it stands in. */
const LOGO_FILE = /^[\w-]+\.png$/;
const MAX_LOGO_ASPECT = 4;

/** What the packaged brand file says to the running app. */
export interface BrandFile {
  /** Address of the operator's platform; `null` when the app shall ask. */
  readonly platformUrl: string | null;
  /** What viewers read under the icon. */
  readonly name: string;
  /** As `#rrggbb`; empty where the file names none. */
  readonly accent: string;
  readonly accent2: string;
  /** Text on the accent; empty: computed. */
  readonly onAccent: string;
  /** Name of the logo's file beside this one, and its width by height; empty: the app draws the product's own. */
  readonly logo: string;
  readonly logoAspect: number;
  /** Of Samsung packages: what the manifest asks for beyond what every one does. */
  readonly uses: readonly string[];
  /** Of Samsung packages: beginnings of models on which a second player may prepare. */
  readonly preparesAhead: readonly string[];
}

/** The packaged brand file; `null` when it cannot be read, so that the app starts with the product's own brand. */
export async function readBrandFile(http: HttpPort, log: LogPort): Promise<BrandFile | null> {
  try {
    const response = await http.request({ url: BRAND_FILE });
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for (let chunk = await response.read(); chunk !== null; chunk = await response.read()) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) {
        response.close();
        return null;
      }
      chunks.push(chunk);
    }
    return response.status === 200 ? judgeBrand(JSON.parse(textOf(chunks))) : null;
  } catch (error) {
    log.write('warn', 'start: the brand file cannot be read', { error });
    return null;
  }
}

function judgeBrand(value: unknown): BrandFile | null {
  if (!isRecord(value)) return null;
  const url = value['platformUrl'];
  const colors: unknown = value['colors'];
  const tizen: unknown = value['tizen'];
  const texts = (name: string): readonly string[] => {
    const list: unknown = isRecord(tizen) ? tizen[name] : undefined;
    return Array.isArray(list) ? list.filter((entry): entry is string => typeof entry === 'string') : [];
  };
  const color = (name: string): string => {
    const text: unknown = isRecord(colors) ? colors[name] : undefined;
    return typeof text === 'string' && /^#[0-9a-f]{6}$/i.test(text) ? text : '';
  };
  const logo = isRecord(value['logo']) ? value['logo'] : {};
  const aspect = Number(logo['aspect']);
  const hasLogo = typeof logo['file'] === 'string' && LOGO_FILE.test(logo['file']) && aspect > 0 && aspect <= MAX_LOGO_ASPECT;
  return {
    platformUrl: typeof url === 'string' && /^https?:\/\/[^/]/.test(url) ? url.replace(/\/+$/, '') : null,
    name: typeof value['name'] === 'string' ? value['name'] : '',
    accent: color('accent'),
    accent2: color('accent2'),
    onAccent: color('onAccent'),
    logo: hasLogo ? String(logo['file']) : '',
    logoAspect: hasLogo ? aspect : 0,
    uses: texts('uses'),
    preparesAhead: texts('preparesAhead'),
  };
}

function textOf(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}
