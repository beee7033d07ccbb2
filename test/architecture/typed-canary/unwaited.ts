/** Broken on purpose: a promise that nobody waits for. The canaries see that the check of types finds it. */
export function start(): void {
  Promise.resolve(1);
}
