export { createLineupModel } from './create-lineup-model';
export type { LineupDeps } from './create-lineup-model';
export type { LineupChannel, LineupChannels, LineupGroup, LineupModel, LineupPlace } from './lineup-model';
