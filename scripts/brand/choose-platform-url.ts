import { keepsRule, PLATFORM_URL } from '../brand-format';
import { PackagingError } from '../packaging';

/** The address of `--platform-url` when given, else the brand's. Throws {@link PackagingError} for a wrong one. */
export function choosePlatformUrl(wish: string | null, branded: string): string {
  if (wish === null) return branded;
  if (keepsRule(wish, PLATFORM_URL)) return wish;
  throw new PackagingError('The command was not understood:', [
    { field: '--platform-url', reason: `must be ${PLATFORM_URL.must}, is "${wish}"`, example: PLATFORM_URL.example },
  ]);
}
