import type { Capabilities } from '#ports';
import { isAtLeast, parseVersion } from '../device/version';

/** Whether a set runs `name` from version `from` up to but without `below`; versions as they are sold ("22" for webOS 22). */
export function hostIs(capabilities: Capabilities, name: 'Tizen' | 'webOS', from = '0', below: string | null = null): boolean {
  if (capabilities.host.name !== name) return false;
  const version = parseVersion(capabilities.host.osVersion);
  return isAtLeast(version, from) && (below === null || !isAtLeast(version, below));
}
