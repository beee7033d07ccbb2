import type { PortalSizes } from './portal-content';

/** How a simulated portal behaves. Everything left out: a genuine portal in good health. */
export interface PortalScenario {
  /** Where it answers. Anything else is a page that imitates a web server, with status 404. */
  readonly path?: string;
  /** Panels of resellers take the MAC from the query; a genuine portal looks at the cookie alone. */
  readonly takesQueryMac?: boolean;
  /** Panels that go by the MAC and check no token. */
  readonly checksToken?: boolean;
  readonly sizes?: PortalSizes;
  /** Name and password are asked for. */
  readonly login?: { readonly username: string; readonly password: string };
  /** The MAC is switched off, with these words. */
  readonly blocked?: { readonly msg: string; readonly block_msg: string };
  /** Only this MAC is known. */
  readonly knownMac?: string;
  /** Device numbers the MAC is tied to from before. */
  readonly tiedTo?: string;
  /** Boxes without device numbers are refused. */
  readonly needsDevice?: boolean;
  /** The token is forgotten after so many calls. */
  readonly tokenCalls?: number;
  /** Every call is refused, handshake and profile excepted. */
  readonly refusesCalls?: boolean;
  /** Older portals have no list of all channels. */
  readonly hasAllChannels?: boolean;
  readonly pageItems?: number;
  /** What it claims a list holds. */
  readonly claims?: (real: number) => number;
  /** Pages from this one on are the one before it again. */
  readonly repeatsFrom?: number;
  /** Pages that break with status 502, each time they are asked for; and those that do only once. */
  readonly lostPages?: readonly number[];
  readonly shakyPages?: readonly number[];
  /** Page `n` is `n` pages long in coming: earlier pages come after later ones. */
  readonly slowFirst?: boolean;
  /** Stands before every answer. */
  readonly noise?: string;
  /** Lists end in the middle. */
  readonly cutsLists?: boolean;
  /** Seasons hold their episodes as numbers (panels of resellers), or seasons and episodes are rows (newer portals). */
  readonly seasons?: 'numbers' | 'rows';
  /** What `account_info` says. */
  readonly account?: Readonly<Record<string, unknown>>;
}
