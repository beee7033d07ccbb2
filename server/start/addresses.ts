import { lanHost } from '#server/http';

/** The address to print for a server that listens on `host`: one a television can open where there is one. */
export function printedBase(publicUrl: string, host: string, port: number): string {
  if (publicUrl !== '') return publicUrl;
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const shown = isEverywhere ? lanHost() : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${String(port)}`;
}
