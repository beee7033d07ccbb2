export { buildSearchIndex, buildSearchIndexSteps } from './build-search-index';
export type { BuildSearchIndexOptions } from './build-search-index';
export { MatchMarker } from './match-marker';
export {
  ProgrammeIndex, buildProgrammeIndex, buildProgrammeIndexSteps, decodeProgrammeIndex, decodeProgrammeIndexSteps, encodeProgrammeIndex,
  encodeProgrammeIndexSteps,
} from './programme-index';
export { searchAll } from './search-all';
export type { SearchAllOptions } from './search-all';
export {
  SEARCH_INDEX_VERSION, checkSearchIndexSteps, decodeSearchIndex, decodeSearchIndexSteps, encodeSearchIndex, encodeSearchIndexSteps,
} from './search-codec';
export type { DecodeSearchIndexOptions } from './index-codec';
export type * from './search-contract';
export { SearchIndex } from './search-index';
export type { NameReader } from './suggest-words';
export { searchProgrammes } from './search-programmes';
export type { ProgrammeAiring, ProgrammeGroup, SearchProgrammesOptions } from './search-programmes';
