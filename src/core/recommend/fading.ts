/** What is left of something that counts half after `halfLifeMs`: 1 at `atMs` and before it. */
export function fading(atMs: number, nowMs: number, halfLifeMs: number): number {
  return Math.pow(2, -Math.max(0, nowMs - atMs) / halfLifeMs);
}
