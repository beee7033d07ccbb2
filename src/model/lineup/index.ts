export { createLineupModel } from './create-lineup-model';
export type { ChannelGrouping, LineupDeps } from './create-lineup-model';
export type { ChannelClock, GuideChoice, GuideReport, LineupChannel, LineupChannels, LineupGroup, LineupModel, LineupPlace } from './lineup-model';
export type { ClockFinding, ComparedSources } from './propose-clock';
