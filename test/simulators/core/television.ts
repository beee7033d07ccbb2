import type { ChaosHabits } from './chaos';
import type { JournalEntry } from './journal';
import type { TelevisionPreset } from './presets';

/** A network origin that a package admits: an `access` element of its config.xml. */
export interface AccessRule {
  /** Scheme, host and port, or `*` for all. */
  readonly origin: string;
  readonly subdomains: boolean;
}

/** How a simulated set is set up; plain data, since it travels into the page as JSON. */
export interface TelevisionConfig {
  readonly preset: TelevisionPreset;
  readonly chaos: ChaosHabits;
  readonly seed: number;
  /** Video really decoded, drawn instead, or whichever the engine can. */
  readonly decoder: 'auto' | 'video' | 'drawn';
  /** Names of globals and members to hide, `Owner.member` or `Owner.prototype.member`; see engine-mask.ts. */
  readonly mask: readonly string[];
  readonly isVoiceGuideOn: boolean;
  readonly screenSaverAfterMs: number;
  /** Public privileges of the package (Samsung); calls without theirs throw SecurityError. */
  readonly privileges: readonly string[];
  /** Samsung: the origins the page may reach (T-19); an empty list: its own package alone. */
  readonly access: readonly AccessRule[];
  /** Samsung: the content security policy that takes the place of that list; empty: the runtime's own, `null`: the package names none. */
  readonly contentPolicy: string | null;
  /** Samsung: `reload="disable"` in config.xml, so that a new app control is an event and no new page. */
  readonly keepsPageOnAppControl: boolean;
  /** LG: appinfo `disableBackHistoryAPI`, so that Back is key 461. */
  readonly isBackDelivered: boolean;
  /** LG: appinfo `handlesRelaunch`. */
  readonly handlesRelaunch: boolean;
  /** LG: network errors of the native player are told (newer firmware) or not (as the open source does). */
  readonly tellsNetworkErrors: boolean;
  /** Where the files of the package are read from: they need no cable. Empty: only `file:` and the like. */
  readonly packageOrigin: string;
  /** Parameters of the launch: a deep link of the launcher, or none. */
  readonly launchParams: Readonly<Record<string, unknown>> | null;
  /** Samsung: the program of the package's preview service; empty: the package brings none. */
  readonly previewService: string;
}

/** A tile as the home screen has it. */
export interface HubTile {
  readonly title?: string;
  readonly subtitle?: string;
  readonly image_url: string;
  readonly image_ratio: string;
  readonly action_data: string;
  readonly is_playable: boolean;
}

/** A section of the app's row. */
export interface HubSection {
  readonly title: string;
  readonly tiles: readonly HubTile[];
}

/** What a tester can do with a simulated set and read from it: `window.__television`. */
export interface Television {
  readonly id: string;
  /** One short press of a key by its name on the remote (`Back`, `ArrowUp`, `Red`, `5`). */
  press(key: string): void;
  /** Presses without letting go. */
  down(key: string): void;
  up(key: string): void;
  /** Another app comes to the front. */
  hide(): void;
  /** The app comes back. */
  show(): void;
  /** The launcher calls the running app again. */
  relaunch(params: Readonly<Record<string, unknown>>): void;
  /** The power key: off with instant-on, or on again. */
  standby(): void;
  wake(): void;
  /** Pulls (false) or plugs the network; silently: without the engine's own events. */
  setNetwork(isUp: boolean, isSilent?: boolean): void;
  setVoiceGuide(isOn: boolean): void;
  /** Samsung: says something to the assistant (`search arena`, `right`, `pause`, `select 2`); answers who carried it out: `app`, `key` or `nobody`. */
  say(text: string): string;
  /** Samsung: the app's row on the home screen, as its service set it last. */
  readonly hub: readonly HubSection[];
  /** Samsung: whether the set has an id for advertising, and whether its owner limits it. A new set has none. */
  setAdId(state: 'free' | 'limited' | 'none'): void;
  /** Samsung: presses a tile of it by numbers from 0: the app comes to the front, or is started. */
  pressTile(section: number, tile: number): void;
  /** LG: moves the pointer in the 1920x1080 space; `null` takes it away. */
  point(place: { readonly x: number; readonly y: number } | null): void;
  click(): void;
  /**
   * LG: the time of the developer session is over, and the set removes the app with all it stored (W-20). The app ends, the page loads anew without it;
   * whoever opens it again has a fresh install. Throws in engines that cannot list their databases.
   */
  expireDeveloperSession(): void;
  readonly violations: readonly string[];
  readonly spoken: readonly string[];
  journal(): readonly JournalEntry[];
  state(): TelevisionState;
}

/** What a simulated set shows at a moment. */
export interface TelevisionState {
  readonly isHidden: boolean;
  readonly isFrozen: boolean;
  readonly isOnline: boolean;
  readonly isScreenSaverOn: boolean;
  readonly isVoiceGuideOn: boolean;
  readonly isPointerVisible: boolean;
  readonly decodersInUse: number;
  /** Why the picture behind the page cannot be seen; empty when it can. */
  readonly covers: readonly string[];
  readonly hasExited: boolean;
  /** The set's own question whether to leave lies over the app and takes the next key (LG from webOS 6). */
  readonly hasExitQuestion: boolean;
  /** The set's own keyboard lies over the lower third of the page and takes the keys (LG). */
  readonly isKeyboardOpen: boolean;
  /** Where the picture is, in milliseconds; `null` without one. */
  readonly pictureMs: number | null;
}
