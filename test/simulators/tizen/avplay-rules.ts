/** States of AVPlay (tv-platforms 2.2). */
export type AvplayState = 'NONE' | 'IDLE' | 'READY' | 'PLAYING' | 'PAUSED';

const ALIVE: readonly AvplayState[] = ['IDLE', 'READY', 'PLAYING', 'PAUSED'];
const PREPARED: readonly AvplayState[] = ['READY', 'PLAYING', 'PAUSED'];
const ANY: readonly AvplayState[] = ['NONE', ...ALIVE];
const RESTORABLE: readonly AvplayState[] = ['NONE', 'PLAYING', 'PAUSED'];

/** Where each method is legal: the table of tv-platforms 2.3. */
export const LEGAL_STATES = {
  open: ['NONE', 'IDLE'],
  close: ANY,
  prepare: ['IDLE', 'READY'],
  prepareAsync: ['IDLE', 'READY'],
  setListener: ANY,
  setDisplayRect: ALIVE,
  setDisplayMethod: ALIVE,
  setTimeoutForBuffering: ALIVE,
  setBufferingParam: ['IDLE'],
  setStreamingProperty: ['IDLE'],
  getStreamingProperty: PREPARED,
  setDrm: ['IDLE'],
  play: PREPARED,
  pause: ['PLAYING', 'PAUSED'],
  stop: ANY,
  seekTo: ALIVE,
  jumpForward: PREPARED,
  jumpBackward: PREPARED,
  setSpeed: PREPARED,
  getState: ANY,
  getVersion: ANY,
  getDuration: ANY,
  getCurrentTime: ANY,
  getCurrentStreamInfo: PREPARED,
  getTotalTrackInfo: PREPARED,
  setSelectTrack: ['PLAYING', 'PAUSED'],
  setSilentSubtitle: ALIVE,
  setExternalSubtitlePath: ALIVE,
  setSubtitlePosition: ['PLAYING', 'PAUSED'],
  suspend: PREPARED,
  restore: RESTORABLE,
  restoreAsync: RESTORABLE,
} as const satisfies Record<string, readonly AvplayState[]>;

/** A method of AVPlay. */
export type AvplayMethod = keyof typeof LEGAL_STATES;

/** Methods that READY grants only after a synchronous prepare. */
const NEEDS_SYNCHRONOUS_PREPARE: ReadonlySet<AvplayMethod> = new Set(['getTotalTrackInfo', 'jumpForward', 'jumpBackward', 'setSilentSubtitle']);
/** Legal while a seek or jump runs (T-04). */
const LEGAL_WHILE_SEEKING: ReadonlySet<AvplayMethod> = new Set(['getState', 'getCurrentTime', 'close', 'getVersion']);
/** Legal while `prepareAsync` runs: reading, and leaving. */
const LEGAL_WHILE_PREPARING: ReadonlySet<AvplayMethod> = new Set(['getState', 'getCurrentTime', 'getDuration', 'close', 'stop', 'getVersion', 'setDrm']);

/** What the player does at this moment. */
export interface AvplayMoment {
  readonly state: AvplayState;
  readonly pending: 'prepare' | 'seek' | null;
  readonly wasPreparedSynchronously: boolean;
}

/** The name of the exception a call throws at this moment; `null` when it is legal. */
export function refusalOf(method: AvplayMethod, moment: AvplayMoment): 'InvalidStateError' | 'InvalidAccessError' | null {
  if (moment.pending === 'seek' && !LEGAL_WHILE_SEEKING.has(method)) return method === 'seekTo' ? 'InvalidStateError' : 'InvalidAccessError';
  if (moment.pending === 'prepare' && !LEGAL_WHILE_PREPARING.has(method)) return 'InvalidAccessError';
  const states: readonly AvplayState[] = LEGAL_STATES[method];
  if (!states.includes(moment.state)) return 'InvalidStateError';
  if (moment.state === 'READY' && !moment.wasPreparedSynchronously && NEEDS_SYNCHRONOUS_PREPARE.has(method)) return 'InvalidStateError';
  return null;
}

/** Rates `setSpeed` takes, by protocol: plain http seeks through the file; playlists take fewer (tv-platforms 2.10). */
export function speedsOf(form: 'hls' | 'dash' | 'ts' | 'file'): ReadonlySet<number> {
  if (form === 'file') return new Set([-8, -4, -2, 1, 2, 4, 8]);
  return new Set(form === 'ts' ? [1] : [1, 2, 4, 8, 16]);
}

/** Streaming properties `setStreamingProperty` knows. */
export const SETTABLE_PROPERTIES: ReadonlySet<string> = new Set([
  'COOKIE', 'USER_AGENT', 'PREBUFFER_MODE', 'ADAPTIVE_INFO', 'SET_MODE_4K', 'LISTEN_SPARSE_TRACK', 'USE_VIDEOMIXER', 'SET_MIXEDFRAME', 'PORTRAIT_MODE',
  'WIDEVINE', 'PROPERTY_HD_AUDIO', 'SET_VR360_MODE', 'IN_APP_MULTIVIEW',
]);
/** Streaming properties `getStreamingProperty` answers. */
export const READABLE_PROPERTIES: ReadonlySet<string> = new Set(['IS_LIVE', 'AVAILABLE_BITRATE', 'CURRENT_BANDWIDTH', 'GET_LIVE_DURATION']);
/** Display methods. */
export const DISPLAY_METHODS: ReadonlySet<string> = new Set(['PLAYER_DISPLAY_MODE_LETTER_BOX', 'PLAYER_DISPLAY_MODE_FULL_SCREEN', 'PLAYER_DISPLAY_MODE_AUTO_ASPECT_RATIO']);
