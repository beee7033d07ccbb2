/**
 * How a row's command is kept as its stream's address: an address that may be played as it is stands bare; a command that only the portal
 * can turn into an address stands behind this sign.
 */
export const ASK_SIGN = '=';

/** What a row's stream is to be had by. */
export type StreamCommand =
  | { readonly kind: 'direct'; readonly url: string }
  /** To be handed to the portal's `create_link`. */
  | { readonly kind: 'ask'; readonly cmd: string }
  /** The portal listed the row without a command. */
  | { readonly kind: 'none' };

/** Reads a kept command. */
export function readStoredCommand(stored: string): StreamCommand {
  if (stored === '') return { kind: 'none' };
  return stored.charAt(0) === ASK_SIGN ? { kind: 'ask', cmd: stored.slice(1) } : { kind: 'direct', url: stored };
}

/** Keeps a command for which the portal is to be asked; `""` stays empty. */
export function storedCommand(cmd: string): string {
  return cmd === '' ? '' : ASK_SIGN + cmd;
}

const PLAYER_WORD = /^[a-z][a-z0-9_]*\s+/i;

/** The address in a command, without the name of the player before it (`ffmpeg`, `ffrt4`, `auto`) and what follows behind a blank. */
export function commandAddress(cmd: string): string {
  const bare = cmd.trim().replace(PLAYER_WORD, '');
  // The player's name is also written as if it were a scheme.
  const address = /^ff[a-z]+\d*:\/\//i.test(bare) ? bare.replace(/^ff[a-z]+\d*:\/\//i, 'http://').replace(/^http:\/\/(https?:\/\/)/i, '$1') : bare;
  return address.split(/\s/)[0] ?? '';
}

/** Whether an address leads to another machine than the portal's own inside: `localhost` in a command is a sign for "ask me". */
export function isRealAddress(address: string): boolean {
  return /^https?:\/\/(?!localhost\b|127\.)[^/\s]+/i.test(address);
}
