import { BlockList, isIP } from 'node:net';
import { addressNumber } from '../rights';

/**
 * Where a request made for a viewer must never arrive: the machine itself, its networks, links, clouds' metadata, and what is no host at
 * all. After the special-purpose registries of IANA (RFC 6890).
 */
const CLOSED_V4: ReadonlyArray<readonly [string, number]> = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24],
  ['224.0.0.0', 4], ['240.0.0.0', 4],
];
/** The one public metadata service that answers at an address like any other (Azure). */
const METADATA_V4 = ['168.63.129.16'] as const;
/** All of IPv6 that is given out lies here; everything else is closed. */
const GIVEN_OUT: readonly [string, number] = ['2000::', 3];
const CLOSED_V6: ReadonlyArray<readonly [string, number]> = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]];

/** One entry of an operator's list: a network, or one address. */
const NETWORK = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i;

/** A network as `BlockList` takes it, or `null` for a text that is none. */
export function readNetwork(text: string): { readonly address: string; readonly prefix: number; readonly family: 'ipv4' | 'ipv6' } | null {
  const [, address = '', bits] = NETWORK.exec(text.trim()) ?? [];
  const version = isIP(address);
  if (version === 0) return null;
  const widest = version === 4 ? 32 : 128;
  const prefix = bits === undefined ? widest : Number(bits);
  return prefix > widest ? null : { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/** Says which addresses the relay may connect to. Only addresses are judged, never names: whoever resolves a name asks about each answer. */
export class AddressGuard {
  private readonly closed = new BlockList();
  private readonly givenOut = new BlockList();
  private readonly opened = new BlockList();

  /** `allowed`: networks the operator opens although they are closed, as {@link readNetwork} reads them; others are passed over. */
  constructor(allowed: readonly string[]) {
    for (const [address, prefix] of CLOSED_V4) this.closed.addSubnet(address, prefix, 'ipv4');
    for (const address of METADATA_V4) this.closed.addAddress(address, 'ipv4');
    for (const [address, prefix] of CLOSED_V6) this.closed.addSubnet(address, prefix, 'ipv6');
    this.givenOut.addSubnet(GIVEN_OUT[0], GIVEN_OUT[1], 'ipv6');
    for (const text of allowed) {
      const network = readNetwork(text);
      if (network !== null) this.opened.addSubnet(network.address, network.prefix, network.family);
    }
  }

  /** Whether the relay may connect to `address`, which is no name; anything that is no address is refused. */
  admits(address: string): boolean {
    const version = isIP(address);
    if (version === 0) return false;
    const inner = version === 6 ? mappedV4(address) : null;
    if (inner !== null) return this.admits(inner);
    const family = version === 4 ? 'ipv4' : 'ipv6';
    if (this.opened.check(address, family)) return true;
    if (version === 6 && !this.givenOut.check(address, 'ipv6')) return false;
    return !this.closed.check(address, family);
  }
}

/** The IPv4 address inside `::ffff:a.b.c.d`, in either spelling; `null` for other addresses. */
function mappedV4(address: string): string | null {
  const number = addressNumber(address) ?? 0n;
  if (number >> 32n !== 0xffffn) return null;
  return [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 255n)).join('.');
}
