import { networkInterfaces } from 'node:os';

/** The IPv4 address other machines of the local network reach this one at; `localhost` without a network. */
export function lanHost(): string {
  for (const addresses of Object.values(networkInterfaces())) {
    for (const address of addresses ?? []) {
      if (address.family === 'IPv4' && !address.internal) return address.address;
    }
  }
  return 'localhost';
}

/** The address to print for a server that listens on `host`: one a television can open where there is one. */
export function printedBase(publicUrl: string, host: string, port: number): string {
  if (publicUrl !== '') return publicUrl;
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const shown = isEverywhere ? lanHost() : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${String(port)}`;
}
