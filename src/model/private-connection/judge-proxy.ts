import { AppError, fail, ok } from '#core/base';
import type { Result } from '#core/base';
import { decodePercent } from '#core/text';
import type { ProxyRoute } from '#ports';

/** What was typed. `address` is a host, `host:port`, or a whole link (`socks5://anna:word@host:1080`). */
export interface ProxyFields {
  readonly kind: ProxyRoute['kind'];
  readonly address: string;
  /** Empty: what the address says, else the usual port of the kind. */
  readonly port: string;
  readonly username: string;
  readonly password: string;
}

const USUAL_PORTS: Readonly<Record<ProxyRoute['kind'], number>> = { http: 8080, https: 443, socks5: 1080 };
const LINK = /^(?:(https?|socks5h?):\/\/)?(?:([^:@/]*)(?::([^@/]*))?@)?([0-9a-z._-]+)(?::(\d{1,5}))?\/?$/i;

/** Typed fields as a route: `source.bad-address` for an address that is none, `input.invalid` for a port or login that cannot be. */
export function judgeProxy(fields: ProxyFields): Result<ProxyRoute, AppError> {
  const match = LINK.exec(fields.address.trim());
  if (match === null) return fail(new AppError('source.bad-address'));
  const [, scheme = '', linkName = '', linkWord = '', host = '', linkPort = ''] = match;
  const kind = kindOf(scheme.toLowerCase()) ?? fields.kind;
  const typedPort = fields.port.trim() === '' ? linkPort : fields.port.trim();
  const port = typedPort === '' ? USUAL_PORTS[kind] : Number(typedPort);
  const username = fields.username.trim() === '' ? decodePercent(linkName) : fields.username.trim();
  const password = fields.password === '' ? decodePercent(linkWord) : fields.password;
  const isPort = Number.isInteger(port) && port >= 1 && port <= 65_535;
  // The first colon divides the two where they are sent.
  if (!isPort || username.indexOf(':') !== -1 || username.length > 120 || password.length > 120) return fail(new AppError('input.invalid'));
  return ok({ kind, host, port, username, password });
}

function kindOf(scheme: string): ProxyRoute['kind'] | null {
  if (scheme === 'http' || scheme === 'https') return scheme;
  return scheme === '' ? null : 'socks5';
}
