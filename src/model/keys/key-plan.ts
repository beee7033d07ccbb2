import { asFields, oneOf } from '#core/wire';
import type { RemoteKey } from '#ports';

/** What a key can do that no key of a remote stands for. `open-…` leads to a page. */
export const KEY_ACTIONS = ['open-home', 'open-live', 'open-guide', 'open-movies', 'open-series', 'open-my-list', 'open-search', 'open-settings', 'sleep', 'pad'] as const;
/** One of {@link KEY_ACTIONS}. */
export type KeyAction = (typeof KEY_ACTIONS)[number];
/** Keys whose meaning another key can have. */
export const MEANINGS = [
  'ok', 'back', 'playpause', 'stop', 'rewind', 'forward', 'next', 'previous', 'channelUp', 'channelDown', 'channelList', 'lastChannel', 'guide', 'info', 'caption', 'search',
  'red', 'green', 'yellow', 'blue',
] as const;
/** What a press does: what another key does, an action, or nothing. */
export type KeyUse = (typeof MEANINGS)[number] | KeyAction | 'nothing';
/** Everything a key can be given, in the order it is offered. */
export const KEY_USES: readonly KeyUse[] = [...KEY_ACTIONS, ...MEANINGS, 'nothing'];

/** Keys that can be given something else, in the order of a remote; arrows, OK and Back keep their meaning, so that there is always a way back. */
export const FREE_KEYS: readonly RemoteKey[] = [
  'red', 'green', 'yellow', 'blue', 'playpause', 'play', 'pause', 'stop', 'rewind', 'forward', 'previous', 'next', 'record',
  'channelUp', 'channelDown', 'channelList', 'lastChannel', 'guide', 'info', 'caption', 'menu', 'search',
  'digit1', 'digit2', 'digit3', 'digit4', 'digit5', 'digit6', 'digit7', 'digit8', 'digit9', 'digit0',
];
/** Keys that are held for what they are: their repeats walk and seek, so that holding them can mean nothing else. */
const WALKING_KEYS: readonly RemoteKey[] = ['channelUp', 'channelDown', 'rewind', 'forward'];

/** How a key was pressed. */
export type PressKind = 'short' | 'held';
/** What was changed about the keys; a key that is not named does what it always does. */
export type KeyPlan = Readonly<Record<PressKind, Readonly<Partial<Record<RemoteKey, KeyUse>>>>>;

/** Every key does what it always does. */
export const PLAIN_KEYS: KeyPlan = Object.freeze({ short: Object.freeze({}), held: Object.freeze({}) });

/** Whether a press of a key can be given something else. */
export function canChange(kind: PressKind, key: RemoteKey): boolean {
  return FREE_KEYS.indexOf(key) !== -1 && (kind === 'short' || WALKING_KEYS.indexOf(key) === -1);
}

/** Whether nothing was changed. */
export function isPlain({ short, held }: KeyPlan): boolean {
  return Object.keys(short).length === 0 && Object.keys(held).length === 0;
}

/** A plan with one use changed; `null`: as it always was. */
export function withUse(plan: KeyPlan, kind: PressKind, key: RemoteKey, use: KeyUse | null): KeyPlan {
  const { [key]: _before, ...others } = plan[kind];
  return { ...plan, [kind]: use === null || (kind === 'short' && use === key) ? others : { ...others, [key]: use } };
}

/** Judges a stored plan; what is unknown is left out. */
export function judgeKeyPlan(value: unknown): KeyPlan {
  const fields = asFields(value) ?? {};
  let plan = PLAIN_KEYS;
  for (const kind of ['short', 'held'] as const) {
    const uses = asFields(fields[kind]) ?? {};
    for (const key of FREE_KEYS) {
      const use = oneOf(uses[key], KEY_USES);
      if (use !== null && canChange(kind, key)) plan = withUse(plan, kind, key, use);
    }
  }
  return plan;
}
