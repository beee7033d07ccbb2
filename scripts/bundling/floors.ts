/** Names of the builds, one per kind of television. */
export type AppName = 'web' | 'tizen' | 'webos';

/** Oldest Chrome the modern bundle runs on: webOS 5 (68); Tizen 5.5 has 69. */
export const MODERN_FLOOR = 68;

/**
 * Oldest Chrome each legacy bundle runs on: 47 is Tizen 3.0, 38 is webOS 3. The web build follows Tizen, since it is also
 * what a set's own browser opens.
 */
export const FLOORS: Readonly<Record<AppName, number>> = { web: 47, tizen: 47, webos: 38 };
