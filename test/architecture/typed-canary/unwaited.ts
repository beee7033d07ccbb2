/** Broken on purpose: a promise that nobody waits for, and a name that nobody uses. The canaries see that the check of types finds them. */
export function start(): void {
  const forgotten = 1;
  Promise.resolve(2);
}
