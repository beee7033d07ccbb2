/** What the boot script leaves for a bundle that cannot start. */
interface BootGlobal {
  readonly hearthBoot?: { fail(): void };
}

/**
 * Runs the start of an app. When it rejects, the reason goes to the console and the viewer reads the boot script's plain
 * sentence: a dark screen tells nobody anything.
 */
export function runMain(window: Window & typeof globalThis, start: () => Promise<void>): void {
  start().catch((error: unknown) => {
    window.console.error('Hearth could not start:', error);
    (window as BootGlobal).hearthBoot?.fail();
  });
}
