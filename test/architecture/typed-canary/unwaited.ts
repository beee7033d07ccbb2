/** Broken on purpose: a promise that nobody waits for, and a name that nobody uses. The canaries see that the check of types finds them. */
export function start(): void {
  try {
    Promise.resolve(1);
  } catch (error) {
    return;
  }
}
