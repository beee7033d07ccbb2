export { arrangeCatalogSteps } from './arrange-catalog';
export type { Arranged } from './arrange-catalog';
export { ArrangedCatalog } from './arranged-catalog';
export { markOf } from './channel-mark';
export type { ChannelMark } from './channel-mark';
export * from './edit-lineup';
export { groupIdOf, hasLineupEdits, NO_LINEUP, parseLineup } from './lineup-edits';
export type { ChannelMove, GroupEdit, LineupEdits, LineupList } from './lineup-edits';
export type { LineupReport } from './match-marks';
