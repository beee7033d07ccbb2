import { HOUR_MS } from '#core/base';

/** So much of a recording is asked for at once where nothing is known of what ran. */
export const ARCHIVE_WINDOW_MS = 3 * HOUR_MS;
