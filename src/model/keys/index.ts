export { createKeysModel } from './create-keys-model';
export type { KeysDeps } from './create-keys-model';
export { canChange, FREE_KEYS, isPlain, KEY_USES } from './key-plan';
export type { KeyAction, KeyPlan, KeyUse, PressKind } from './key-plan';
export type { KeysModel, KeyTarget } from './keys-model';
