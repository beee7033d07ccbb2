import { Emitter } from '#core/base';
import type { Disposer } from '#core/base';
import type {
  Capabilities,
  DevicePort,
  Host,
  KeysPort,
  LaunchIntent,
  LifecyclePort,
  LogPort,
  NetworkPort,
  PointerEvent,
  PreviewPort,
  PreviewSection,
  RandomPort,
  RemoteKey,
  RemoteKeyEvent,
  SpeechPort,
  VoiceCommand,
  VoiceListener,
  VoicePort,
  VoiceScene,
} from '#ports';
import { FakeBackground } from './fake-background';
import { FakeClock } from './fake-clock';
import { FakeHttp } from './fake-http';
import { FakeMedia } from './fake-media';
import { FakeService } from './fake-service';
import { FakeBlobStorage, FakeStorage } from './fake-storage';

/** A repeatable stream of numbers (mulberry32). */
export class FakeRandom implements RandomPort {
  private state: number;

  constructor(seed = 1) {
    this.state = seed;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    for (let i = 0; i < length; i += 1) bytes[i] = Math.floor(this.next() * 256);
    return bytes;
  }

  /** A whole number from 0 to `below - 1`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }
}

/** A remote a test presses. */
export class FakeKeys implements KeysPort {
  available: ReadonlySet<RemoteKey> = new Set<RemoteKey>([
    'up',
    'down',
    'left',
    'right',
    'ok',
    'back',
    'red',
    'green',
    'yellow',
    'blue',
    'channelUp',
    'channelDown',
    'playpause',
  ]);
  private readonly events = new Emitter<{ key: RemoteKeyEvent; pointer: PointerEvent; text: string }>();

  onKey(listener: (event: RemoteKeyEvent) => void): Disposer {
    return this.events.on('key', listener);
  }

  onPointer(listener: (event: PointerEvent) => void): Disposer {
    return this.events.on('pointer', listener);
  }

  onText(listener: (text: string) => void): Disposer {
    return this.events.on('text', listener);
  }

  /** Types on a real keyboard. */
  type(text: string): void {
    this.events.emit('text', text);
  }

  /** Down and up of one key. */
  press(key: RemoteKey): void {
    this.events.emit('key', { key, phase: 'down', isHeld: false, heldMs: 0 });
    this.events.emit('key', { key, phase: 'up', isHeld: false, heldMs: 0 });
  }

  /** One event as it is. */
  send(event: RemoteKeyEvent): void {
    this.events.emit('key', event);
  }

  point(event: PointerEvent): void {
    this.events.emit('pointer', event);
  }
}

/** A network a test pulls and plugs. */
export class FakeNetwork implements NetworkPort {
  isOnline = true;
  private readonly events = new Emitter<{ change: boolean }>();

  onChange(listener: (isOnline: boolean) => void): Disposer {
    return this.events.on('change', listener);
  }

  set(isOnline: boolean): void {
    this.isOnline = isOnline;
    this.events.emit('change', isOnline);
  }
}

/** An app switch a test throws. */
export class FakeLifecycle implements LifecyclePort {
  launchIntent: LaunchIntent = { kind: 'user', params: {} };
  isForeground = true;
  hasSystemExitQuestion = false;
  exits = 0;
  systemBacks = 0;
  restarts = 0;
  private readonly events = new Emitter<{ intent: LaunchIntent; foreground: boolean }>();

  onIntent(listener: (intent: LaunchIntent) => void): Disposer {
    return this.events.on('intent', listener);
  }

  onForegroundChange(listener: (isForeground: boolean) => void): Disposer {
    return this.events.on('foreground', listener);
  }

  exit(): void {
    this.exits += 1;
  }

  restart(): void {
    this.restarts += 1;
  }

  systemBack(): void {
    this.systemBacks += 1;
  }

  setForeground(isForeground: boolean): void {
    this.isForeground = isForeground;
    this.events.emit('foreground', isForeground);
  }

  launch(intent: LaunchIntent): void {
    this.events.emit('intent', intent);
  }
}

/** Log lines kept for tests (secret checks read them). */
export class FakeLog implements LogPort {
  readonly lines: string[] = [];

  write(level: 'debug' | 'info' | 'warn' | 'error', message: string, facts?: Readonly<Record<string, unknown>>): void {
    this.lines.push(`${level} ${message}${facts === undefined ? '' : ` ${JSON.stringify(facts)}`}`);
  }
}

/** A voice nobody hears. */
export class FakeSpeech implements SpeechPort {
  isEnabled = false;
  readonly spoken: string[] = [];

  onEnabledChange(): Disposer {
    return () => undefined;
  }

  speak(text: string): void {
    this.spoken.push(text);
  }

  stop(): void {
    this.spoken.push('(stop)');
  }
}

/** An assistant whose words a test says. */
export class FakeVoice implements VoicePort {
  private listener: VoiceListener | null = null;

  listen(listener: VoiceListener): Disposer {
    this.listener = listener;
    return () => {
      if (this.listener === listener) this.listener = null;
    };
  }

  /** What is on screen, as the app says; `null` while it does not listen. */
  get scene(): VoiceScene | null {
    return this.listener?.scene() ?? null;
  }

  /** Whether the app used it. */
  say(command: VoiceCommand): boolean {
    this.listener?.scene();
    return this.listener?.take(command) ?? false;
  }
}

/** A home screen that keeps what it was given. */
export class FakePreview implements PreviewPort {
  readonly paceMs = 600_000;
  /** Newest last. */
  readonly shown: Array<readonly PreviewSection[]> = [];

  show(sections: readonly PreviewSection[]): void {
    this.shown.push(sections);
  }
}

/** A middling set that can do everything. */
export const FAKE_CAPABILITIES: Capabilities = Object.freeze({
  host: { name: 'fake', osVersion: '1.0', engineMajor: 120, model: 'TV-1' },
  pixelsPerUnit: 1,
  memoryClass: 'mid',
  hasImageWorker: false,
  hasWebgl: true,
  hasWorkers: false,
  hasGzipStreams: false,
  hasLocalService: false,
  hasPointer: true,
  hasColorKeys: true,
  hasDigitKeys: true,
  hasChannelKeys: true,
  hasTransportKeys: true,
  maxPlayers: 1,
  media: { hls: 'mse', dash: 'mse', transportStream: 'mse', hasUhd: true, hasHdr: true, requestHeaders: 'none' },
} as const);

/** A set's identity. */
export class FakeDevice implements DevicePort {
  capabilities: Capabilities = FAKE_CAPABILITIES;
  systemLanguage = 'en-GB';
  private readonly languageListeners = new Set<() => void>();
  /** How many times the screen saver is held away now. */
  inhibitions = 0;

  installationId(): Promise<string> {
    return Promise.resolve('4C9-77');
  }

  onSystemLanguage(listener: () => void): Disposer {
    this.languageListeners.add(listener);
    return () => {
      this.languageListeners.delete(listener);
    };
  }

  /** The owner changes the language of the set. */
  speak(language: string): void {
    this.systemLanguage = language;
    for (const listener of Array.from(this.languageListeners)) listener();
  }

  inhibitScreenSaver(): Disposer {
    this.inhibitions += 1;
    let isOver = false;
    return () => {
      if (!isOver) this.inhibitions -= 1;
      isOver = true;
    };
  }
}

/** A whole television in memory; every part is its fake, so that tests can steer it. */
export interface FakeHost extends Host {
  readonly clock: FakeClock;
  readonly random: FakeRandom;
  readonly http: FakeHttp;
  readonly storage: FakeStorage;
  readonly blobs: FakeBlobStorage;
  readonly keys: FakeKeys;
  readonly lifecycle: FakeLifecycle;
  readonly device: FakeDevice;
  readonly network: FakeNetwork;
  readonly speech: FakeSpeech;
  readonly log: FakeLog;
  readonly media: FakeMedia;
  readonly background: FakeBackground;
  /** There, though the capabilities say otherwise until a test changes them. */
  readonly service: FakeService;
}

/** What only some sets have; a test that wants them hands them in. */
export type FakeExtras = Partial<Pick<Host, 'voice' | 'preview' | 'adId'>>;

/** Makes a fake television. `storage` may be handed in to play "the same set after a restart". */
export function createFakeHost(
  options: {
    readonly storage?: FakeStorage;
    readonly blobs?: FakeBlobStorage;
    readonly platformUrl?: string | null;
    readonly clock?: FakeClock;
    readonly assetBase?: string;
    readonly extras?: FakeExtras;
  } = {},
): FakeHost {
  return {
    clock: options.clock ?? new FakeClock(),
    random: new FakeRandom(),
    http: new FakeHttp(),
    storage: options.storage ?? new FakeStorage(),
    blobs: options.blobs ?? new FakeBlobStorage(),
    keys: new FakeKeys(),
    lifecycle: new FakeLifecycle(),
    device: new FakeDevice(),
    network: new FakeNetwork(),
    speech: new FakeSpeech(),
    log: new FakeLog(),
    media: new FakeMedia(),
    background: new FakeBackground(),
    service: new FakeService(),
    billing: null,
    voice: null,
    preview: null,
    adId: null,
    ...options.extras,
    assetBase: options.assetBase ?? 'assets/',
    platformUrl: options.platformUrl ?? null,
  };
}
