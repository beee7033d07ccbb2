import type { Disposer } from '#core/base';

/**
 * What this set can do, probed once at boot and frozen. Above `platforms/` code asks these questions and never the
 * brand. Numbers are real numbers: versions compare numerically and zero is a number.
 */
export interface Capabilities {
  /** For reports and statistics only; no decision above `platforms/` may read it. */
  readonly host: { readonly name: string; readonly osVersion: string; readonly engineMajor: number; readonly model: string };
  readonly pixelsPerUnit: number;
  readonly memoryClass: 'low' | 'mid' | 'high';
  readonly hasImageWorker: boolean;
  readonly hasWebgl: boolean;
  readonly hasWorkers: boolean;
  readonly hasGzipStreams: boolean;
  /** A helper on the set sends any header and goes through proxies. */
  readonly hasLocalService: boolean;
  readonly hasPointer: boolean;
  readonly hasColorKeys: boolean;
  readonly hasDigitKeys: boolean;
  readonly hasChannelKeys: boolean;
  readonly hasTransportKeys: boolean;
  /** How many streams may be open at once; on a set one of them plays, another may gather beside it. */
  readonly maxPlayers: number;
  readonly media: {
    readonly hls: 'native' | 'mse' | 'none';
    readonly dash: 'native' | 'mse' | 'none';
    readonly transportStream: 'native' | 'mse' | 'none';
    readonly hasUhd: boolean;
    readonly hasHdr: boolean;
    /** Request headers the player can set: none, cookie and user agent, or all. */
    readonly requestHeaders: 'none' | 'cookie-ua' | 'all';
  };
}

/** The television's own settings and identity. */
export interface DevicePort {
  readonly capabilities: Capabilities;
  /** Language tag of the set, for example `de-DE`. */
  readonly systemLanguage: string;
  /** Tells that its owner changed it while the app runs. */
  onSystemLanguage(listener: () => void): Disposer;
  /** Stable per installation, random, no hardware id: names this set in the account's device list. */
  installationId(): Promise<string>;
  /** Keeps the screen saver away until the disposer runs. Nests. */
  inhibitScreenSaver(): Disposer;
}

/** Whether the set is connected. A stream that fails on an online set is the provider's fault, and is told so. */
export interface NetworkPort {
  readonly isOnline: boolean;
  onChange(listener: (isOnline: boolean) => void): Disposer;
}

/** Spoken interface. `ui/engine`'s focus mirror feeds it; Samsung reads the mirror itself, so its adapter is silent. */
export interface SpeechPort {
  readonly isEnabled: boolean;
  onEnabledChange(listener: (isEnabled: boolean) => void): Disposer;
  speak(text: string): void;
  stop(): void;
}

/** Where log lines go. Adapters redact before they keep; callers still never pass secrets. */
export interface LogPort {
  write(level: 'debug' | 'info' | 'warn' | 'error', message: string, facts?: Readonly<Record<string, unknown>>): void;
}
