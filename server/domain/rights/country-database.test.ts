import { describe, expect, test } from '@jest/globals';
import { addressNumber, CountryDatabase } from './index';

type Value = string | number | { readonly [name: string]: Value };

/** Writes values as the format has them: maps, texts, 32-bit numbers. */
function encode(value: Value): Buffer {
  if (typeof value === 'number') return Buffer.from([0xc4, value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    const head = text.length < 29 ? [0x40 | text.length] : [0x40 | 29, text.length - 29];
    return Buffer.concat([Buffer.from(head), text]);
  }
  const entries = Object.entries(value);
  return Buffer.concat([Buffer.from([0xe0 | entries.length]), ...entries.flatMap(([name, entry]) => [encode(name), encode(entry)])]);
}

/** Builds a database of networks, as an operator might have one. */
function build(networks: ReadonlyArray<readonly [string, number, string]>, recordBits: 24 | 28 | 32): Buffer {
  type Node = Array<Node | number | null>;
  const root: Node = [null, null];
  const records: Buffer[] = [];
  let length = 0;
  // What the first record points to: a map that the later ones name instead of repeating it.
  for (const [address, bits, country] of networks) {
    const isV4 = address.includes('.');
    const number = (addressNumber(address) ?? 0n) & (isV4 ? 0xffffffffn : (1n << 128n) - 1n);
    const record = encode({ [country === 'NL' ? 'registered_country' : 'country']: { names: { en: `A country with a name of more than twenty-nine letters, ${country}` }, iso_code: country } });
    let node = root;
    const depth = isV4 ? 96 + bits : bits;
    for (let at = 0; at < depth; at += 1) {
      const side = Number((number >> BigInt(127 - at)) & 1n);
      if (at === depth - 1) node[side] = length;
      else node = (node[side] ??= [null, null]) as Node;
    }
    records.push(record);
    length += record.length;
  }
  const nodes: Node[] = [];
  const list = (node: Node): void => {
    nodes.push(node);
    for (const child of node) if (Array.isArray(child)) list(child);
  };
  list(root);
  const valueOf = (child: Node | number | null | undefined): number => (Array.isArray(child) ? nodes.indexOf(child) : typeof child === 'number' ? nodes.length + 16 + child : nodes.length);
  const tree = Buffer.concat(nodes.map((node) => {
    const [left, right] = [valueOf(node[0]), valueOf(node[1])];
    if (recordBits === 28) return Buffer.from([(left >> 16) & 255, (left >> 8) & 255, left & 255, ((left >> 24) << 4) | (right >> 24), (right >> 16) & 255, (right >> 8) & 255, right & 255]);
    const bytes = Buffer.alloc(recordBits / 4);
    bytes.writeUIntBE(left, 0, recordBits / 8);
    bytes.writeUIntBE(right, recordBits / 8, recordBits / 8);
    return bytes;
  }));
  const metadata = encode({ node_count: nodes.length, record_size: recordBits, ip_version: 6 });
  return Buffer.concat([tree, Buffer.alloc(16), ...records, Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com'), metadata]);
}

const NETWORKS = [['192.0.2.0', 24, 'NZ'], ['198.51.100.128', 25, 'DE'], ['2001:db8::', 32, 'FR'], ['203.0.113.7', 32, 'NL']] as const;

describe.each([24, 28, 32] as const)('a database with records of %s bits', (recordBits) => {
  const bytes = build(NETWORKS, recordBits);
  const database = new CountryDatabase(bytes);
  test.each([
    ['192.0.2.0', 'NZ'], ['192.0.2.255', 'NZ'], ['192.0.3.0', ''], ['198.51.100.127', ''], ['198.51.100.128', 'DE'], ['::ffff:192.0.2.9', 'NZ'], ['2001:db8:ffff::1', 'FR'],
    ['2001:db9::1', ''], ['203.0.113.7', 'NL'], ['203.0.113.8', ''], ['', ''], ['x', ''],
  ])('%s is in "%s"', (address, country) => {
    expect(database.countryOf(address)).toBe(country);
  });

  test('no damage to it brings the platform down', () => {
    expect(CountryDatabase.isOne(bytes)).toBe(true);
    for (let at = 0; at < bytes.length; at += 3) {
      const torn = Buffer.from(bytes);
      torn[at] = 0xff - (torn[at] ?? 0);
      try {
        const damaged = new CountryDatabase(torn);
        for (const [address] of NETWORKS) expect(damaged.countryOf(address)).toMatch(/^(?:[A-Z]{2})?$/);
      } catch (error) {
        expect(error).toMatchObject({ code: 'input.invalid' });
      }
    }
    for (const cut of [0, 10, bytes.length - 20]) expect(() => new CountryDatabase(bytes.subarray(0, cut))).toThrow('damaged');
  });
});
