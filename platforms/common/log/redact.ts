/** Names of facts whose values never appear in a line. */
const SECRET_NAME = /pass|pin$|^pin|secret|token|auth|cookie|credential|user(name)?$|^mac$|session/i;
/** An address: credentials may hide in its user part, path (Xtream) and query, so only scheme and host stay. */
const ADDRESS = /\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#"'@]*@)?([^\s/?#"']*)[^\s"']*/gi;
const BEARER = /\b(bearer|basic)\s+[a-z0-9._~+/=-]+/gi;
const PAIR = /\b(user(?:name)?|pass(?:word)?|token|pin|secret|mac|key)=([^\s&"']+)/gi;
const MASK = '•••';

/** Takes what could be a secret out of a text. */
export function redactText(text: string): string {
  return text
    .replace(ADDRESS, (_whole, scheme: string, host: string) => `${scheme}${host}/…`)
    .replace(BEARER, `$1 ${MASK}`)
    .replace(PAIR, `$1=${MASK}`);
}

/** Redacts facts by name and content, three levels deep; deeper values are only named by type. */
export function redactFacts(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? '[function]' : value;
  if (value instanceof Error) return redactText(`${value.name}: ${value.message}`);
  if (depth >= 3) return '[object]';
  if (Array.isArray(value)) return value.slice(0, 20).map((item) => redactFacts(item, depth + 1));
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) copy[name] = SECRET_NAME.test(name) ? MASK : redactFacts(item, depth + 1);
  return copy;
}
