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
