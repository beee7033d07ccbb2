/** Members of channel and radio rows that are kept. */
export const CHANNEL_NAMES = [
  'id', 'name', 'number', 'logo', 'cmd', 'cmds', 'tv_genre_id', 'xmltv_id', 'censored', 'enable_tv_archive', 'tv_archive_duration',
  'use_http_tmp_link', 'use_load_balancing',
] as const;

/** Members of film and series rows. */
export const TITLE_NAMES = [
  'id', 'name', 'o_name', 'description', 'screenshot_uri', 'pic', 'time', 'year', 'category_id', 'genres_str', 'rating_imdb', 'rating_kinopoisk',
  'rating_mpaa', 'age', 'added', 'cmd', 'censored', 'is_series', 'series',
] as const;
