import type { HttpPort, LogPort } from '#ports';

/** Packaged beside the start page by the packagers; the web build carries its own. */
const BRAND_FILE = 'brand.json';
/** A brand file is a page of text; whatever is larger is something else. */
const MAX_BYTES = 256 * 1024;

/** The address of the operator's platform in the packaged brand file; `null` when it names none or cannot be read. */
export async function readPlatformUrl(http: HttpPort, log: LogPort): Promise<string | null> {
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
    return response.status === 200 ? platformUrlOf(JSON.parse(textOf(chunks))) : null;
  } catch (error) {
    log.write('warn', 'start: the brand file cannot be read', { error });
    return null;
  }
}

function platformUrlOf(brand: unknown): string | null {
  if (typeof brand !== 'object' || brand === null || !('platformUrl' in brand)) return null;
  const url = brand.platformUrl;
  return typeof url === 'string' && /^https?:\/\/[^/]/.test(url) ? url : null;
}

function textOf(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}
