export { buildTitleSifter } from './title-sifter';
export { chipLabel, filterGroups } from './filter-groups';
export { versionLabels } from './version-labels';
