import { AppError, fail, ok } from '#core/base';
import type { Result } from '#core/base';

/** Longest address that is passed on: what it becomes has to fit into a request line. */
const MAX_URL_LENGTH = 4_000;
/** Headers of one request, and the longest of them. */
const MAX_HEADERS = 20;
const MAX_VALUE_LENGTH = 2_000;

/** Headers that frame a message or say who sends it are the relay's own; all others are the source's to choose. */
const OWN_HEADERS = /^(?:host|connection|content-length|expect|keep-alive|te|trailer|transfer-encoding|upgrade|via|forwarded|x-forwarded-.*|x-real-ip|proxy-.*|sec-.*|access-control-.*|accept-encoding|range|if-.*)$/;
const NAME = /^[a-z0-9!#$%&'*+.^_`|~-]{1,60}$/;
/** Visible Latin-1 and spaces: anything else could end the header. */
const VALUE = /^[\t\x20-\x7e\xa0-\xff]*$/;

/** Ports of services that are no web servers and could be talked into something (the fetch standard's list, shortened). */
const CLOSED_PORTS = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137,
  138, 139, 143, 161, 162, 179, 389, 427, 445, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 873, 989, 990, 993, 995,
  1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5984, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669,
  6697, 9042, 9200, 9300, 11211, 27017,
]);

/** What the operator lets the relay reach by name. */
export interface HostRule {
  /** `line.example`, or `*.line.example` for everything below it. Empty: any host. */
  readonly hosts: readonly string[];
}

/** An address as the relay may ask it: no other scheme than http(s), no port of other services, a host of the operator's list. */
export function judgeUrl(text: string, { hosts }: HostRule): Result<URL, AppError> {
  const url = text.length <= MAX_URL_LENGTH && !/[\s\\]/.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return refuse('source.bad-address', 'not an address of the web');
  url.hash = '';
  if (CLOSED_PORTS.has(Number(url.port))) return refuse('net.relay-refused', 'the port belongs to another service');
  const name = url.hostname.replace(/\.$/, '').toLowerCase();
  const isNamed = hosts.length === 0 || hosts.some((host) => (host.startsWith('*.') ? name.endsWith(host.slice(1)) : name === host));
  return isNamed ? ok(url) : refuse('net.relay-refused', 'the host is not on the operator’s list');
}

/** The headers a source may have sent along, by lower-case names; what frames messages or names the sender is left out. */
export function judgeHeaders(headers: Readonly<Record<string, string>>): Result<Readonly<Record<string, string>>, AppError> {
  const entries = Object.entries(headers);
  if (entries.length > MAX_HEADERS) return refuse('input.invalid', 'too many headers');
  const judged: Record<string, string> = {};
  for (const [name, value] of entries) {
    const lower = name.toLowerCase();
    if (!NAME.test(lower) || !VALUE.test(value) || value.length > MAX_VALUE_LENGTH) return refuse('input.invalid', 'a header is none');
    if (!OWN_HEADERS.test(lower)) judged[lower] = value;
  }
  return ok(judged);
}

function refuse(code: 'source.bad-address' | 'net.relay-refused' | 'input.invalid', message: string): Result<never, AppError> {
  return fail(new AppError(code, { message }));
}
