export { accountError, apiStatusError, parseAccount, readAccountAnswer } from './account';
export type { XtreamAccount, XtreamStatus } from './account';
export { decodeBase64Text, parseEpg, parseEpgByStream } from './epg';
export type { XtreamProgramme } from './epg';
export { JsonRowReader } from './json-row-reader';
export type { JsonListEnd } from './json-row-reader';
export { JsonRow } from './json-row';
export { addCategories, createXtreamListReader, parseCategories } from './list-reader';
export type { XtreamCategory, XtreamListReader, XtreamListReport } from './list-reader';
export { createXtreamPanelReader } from './panel-reader';
export type { XtreamPanelReader, XtreamPanelReport } from './panel-reader';
export type { XtreamRowNote, XtreamRowReason } from './row-account';
export { closingQuote, skipContainer, skipSpace } from './json-scan';
export * from './loose-fields';
export { parseLooseJson } from './loose-json';
export type { LooseJson } from './loose-json';
export { UTC_ZONE, panelStart, zoneOffsetMin, zoneToUtcMs } from './panel-zone';
export type { PanelZone } from './panel-zone';
export { normaliseServer, splitProviderLink } from './provider-link';
export type { ProviderLink, XtreamAccess } from './provider-link';
export { parseSeriesInfo } from './series-info';
export type { XtreamEpisode, XtreamSeason, XtreamSeriesInfo } from './series-info';
export { parseVodInfo } from './title-info';
export type { XtreamTitleInfo, XtreamVodInfo } from './title-info';
export {
  apiUrl, episodeUrl, guideUrl, liveUrl, movieUrl, playlistUrl, timeshiftQueryUrl, timeshiftUrl,
} from './xtream-urls';
export type { ArchiveRange, XtreamAction } from './xtream-urls';
