import type { FuzzTarget } from '../fuzz-target';
import { deltaTarget } from './delta';
import { m3uTarget } from './m3u';
import { m3uRowsTarget } from './m3u-rows';
import { searchTarget } from './search';
import { stalkerTarget } from './stalker';
import { snapshotTarget } from './snapshot';
import { unpackTarget } from './unpack';
import { xmltvTarget } from './xmltv';
import { xtreamJsonTarget, xtreamTarget } from './xtream';

/** Every target, in the order they run. */
export const FUZZ_TARGETS: readonly FuzzTarget[] = [m3uTarget, m3uRowsTarget, xmltvTarget, xtreamTarget, xtreamJsonTarget, stalkerTarget, unpackTarget, snapshotTarget, deltaTarget, searchTarget];
