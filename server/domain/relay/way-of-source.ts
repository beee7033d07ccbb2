import { AddressGuard } from './address-guard';
import { plainHost, resolveByName } from './upstream-request';
import type { WayOut } from './upstream-request';

/** The addresses of an address's host; none where its name has none, or it is no address. */
async function addressesOf(url: string): Promise<readonly string[]> {
  if (!URL.canParse(url)) return [];
  return resolveByName(plainHost(new URL(url).hostname)).catch(() => []);
}

/**
 * The way to a source that an operator named: its own host is the operator's word, wherever it is; what it leads to has to be of the open
 * internet, or of the `networks` the operator opened.
 */
export async function wayOfSource(url: string, networks: readonly string[] = []): Promise<WayOut> {
  return { guard: new AddressGuard([...networks, ...(await addressesOf(url))]), hosts: [], proxy: null, resolve: resolveByName };
}

/** Whether an address leads to the open internet; one whose name is not known does not. */
export async function isOfOpenInternet(url: string): Promise<boolean> {
  const guard = new AddressGuard([]);
  const addresses = await addressesOf(url);
  return addresses.length > 0 && addresses.every((address) => guard.admits(address));
}
