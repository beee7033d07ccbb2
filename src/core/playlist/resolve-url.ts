const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const PARTS = /^([a-z][a-z0-9+.-]*:)(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?/i;

function withoutDots(path: string): string {
  const out: string[] = [];
  const parts = path.split('/');
  parts.forEach((part, i) => {
    const isLast = i === parts.length - 1;
    if (part === '..') {
      if (out.length > 1) out.pop();
      if (isLast) out.push('');
    } else if (part === '.') {
      if (isLast) out.push('');
    } else {
      out.push(part);
    }
  });
  return out.join('/');
}

/** `reference` as an absolute address, by RFC 3986 section 5; unchanged when it is absolute or `base` is not. */
export function resolveUrl(base: string, reference: string): string {
  if (SCHEME.test(reference)) return reference;
  const match = PARTS.exec(base);
  if (match === null || match[2] === undefined) return reference;
  const scheme = match[1] ?? '';
  const path = match[3] ?? '';
  const root = `${scheme}//${match[2]}`;
  if (reference.indexOf('//') === 0) return scheme + reference;
  if (reference.charAt(0) === '?') return root + (path === '' ? '/' : path) + reference;
  if (reference === '' || reference.charAt(0) === '#') return root + path + (match[4] ?? '') + reference;
  const tail = /[?#].*$/.exec(reference)?.[0] ?? '';
  const bare = reference.slice(0, reference.length - tail.length);
  const joined = bare.charAt(0) === '/' ? bare : `${path.slice(0, path.lastIndexOf('/') + 1) || '/'}${bare}`;
  return root + withoutDots(joined) + tail;
}
