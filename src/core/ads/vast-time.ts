function two(value: number): string {
  return value < 10 ? `0${String(value)}` : String(value);
}

/** `00:01:02.500`, as VAST and VMAP write times; below zero is zero. */
export function vastTime(ms: number): string {
  const whole = Math.max(0, Math.floor(ms));
  const thousandth = `00${String(whole % 1000)}`.slice(-3);
  return `${two(Math.floor(whole / 3_600_000))}:${two(Math.floor(whole / 60_000) % 60)}:${two(Math.floor(whole / 1000) % 60)}.${thousandth}`;
}
