/** Members of live rows the catalogue keeps. */
export const LIVE_NAMES = [
  'num', 'name', 'stream_type', 'stream_id', 'stream_icon', 'epg_channel_id', 'category_id', 'category_ids', 'tv_archive',
  'tv_archive_duration', 'is_adult',
] as const;

/** Members of film rows. */
export const VOD_NAMES = [
  'name', 'title', 'stream_id', 'stream_icon', 'rating', 'rating_5based', 'added', 'category_id', 'category_ids', 'container_extension', 'is_adult',
  'year', 'plot', 'genre', 'release_date', 'releaseDate', 'releasedate', 'backdrop_path', 'episode_run_time', 'cover',
] as const;

/** Members of series rows. */
export const SERIES_NAMES = [
  'name', 'title', 'series_id', 'cover', 'plot', 'genre', 'release_date', 'releaseDate', 'releasedate', 'last_modified', 'rating', 'rating_5based',
  'backdrop_path', 'category_id', 'category_ids', 'year', 'is_adult', 'stream_icon',
] as const;

/** What the old `panel_api.php` says of categories and of rows of all kinds. */
export const PANEL_NAMES = [...new Set<(typeof LIVE_NAMES)[number] | (typeof VOD_NAMES)[number] | 'category_name' | 'live'>([...LIVE_NAMES, ...VOD_NAMES, 'category_name', 'live'])] as const;

/** Columns by the names of their members. */
export type Columns<Name extends string> = Readonly<Record<Name, number>>;

/** Positions of names in a list, by name: `columnsOf(LIVE_NAMES).stream_id`. */
export function columnsOf<const Names extends readonly string[]>(names: Names): Columns<Names[number]> {
  const columns: Record<string, number> = {};
  names.forEach((name, column) => {
    columns[name] = column;
  });
  return columns as Record<Names[number], number>;
}
