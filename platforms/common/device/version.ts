/** A dotted version as numbers, most significant first. */
export type Version = readonly number[];

/** Reads the leading dotted number of a text (`5.5.0-foo` → 5, 5, 0); an unreadable text is the empty version. */
export function parseVersion(text: string): Version {
  const match = /\d+(?:\.\d+)*/.exec(text);
  return match === null ? [] : match[0].split('.').map(Number);
}

/** Below, at or above zero as `a` is older than, equal to or newer than `b`; missing parts count as zero. */
export function compareVersions(a: Version, b: Version): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether `version` is `floor` (for example `'5.5'`) or newer. */
export function isAtLeast(version: Version, floor: string): boolean {
  return compareVersions(version, parseVersion(floor)) >= 0;
}
