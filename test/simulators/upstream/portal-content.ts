/** A row as a portal sends it. */
export type PortalRow = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a simulated portal holds. */
export interface PortalContent {
  readonly genres: readonly { readonly id: string; readonly title: string; readonly censored: number }[];
  readonly categories: readonly { readonly id: string; readonly title: string; readonly censored: number }[];
  readonly channels: readonly PortalRow[];
  readonly stations: readonly PortalRow[];
  readonly films: readonly PortalRow[];
  readonly series: readonly PortalRow[];
}

/** How much of each. */
export interface PortalSizes {
  readonly channels?: number;
  readonly films?: number;
  readonly series?: number;
}

const GENRES = [
  { id: '1', title: 'News', censored: 0 },
  { id: '2', title: 'Nature', censored: 0 },
  { id: '9', title: 'For adults', censored: 1 },
];

function channel(index: number): PortalRow {
  const id = String(100 + index);
  // Every tenth one is behind the parental lock; every seventh needs no link made for it.
  const isLocked = index % 10 === 9;
  const isOpen = index % 7 === 3;
  return {
    id,
    name: `Channel ${String(index + 1)}`,
    number: String(index + 1),
    censored: isLocked ? 1 : 0,
    cmd: isOpen ? `ffmpeg http://streams.example/open/${id}.m3u8` : `ffrt4 http://localhost/ch/${id}_`,
    use_http_tmp_link: isOpen ? '0' : '1',
    use_load_balancing: 0,
    logo: `${id}.png`,
    tv_genre_id: isLocked ? '9' : index % 2 === 0 ? '1' : '2',
    xmltv_id: `channel${id}.example`,
    enable_tv_archive: index % 5 === 0 ? 1 : 0,
    tv_archive_duration: index % 5 === 0 ? '48' : 0,
  };
}

function film(index: number): PortalRow {
  const id = String(5000 + index);
  return {
    id, name: `Film ${String(index + 1)}`, o_name: '', description: `About film ${String(index + 1)}.`, screenshot_uri: `/screenshots/${id}.jpg`, time: 90 + (index % 40), year: `${String(1990 + (index % 30))}-01-01`,
    director: 'Ana Ruiz', actors: 'Mira Holt, Idris Vance', category_id: index % 2 === 0 ? '1' : '2', genres_str: 'Drama, Nature', rating_imdb: '7.4', added: '2026-01-02 03:04:05', cmd: `/media/${id}.mpg`, censored: 0,
    is_series: 0, series: [],
  };
}

function oneSeries(index: number): PortalRow {
  const id = String(8000 + index);
  return { id, name: `Series ${String(index + 1)}`, description: `About series ${String(index + 1)}.`, screenshot_uri: `http://pictures.example/${id}.jpg`, category_id: '2', year: '2020', director: '', actors: 'Mira Holt', cmd: '', series: [] };
}

function list(count: number, make: (index: number) => PortalRow): readonly PortalRow[] {
  return Array.from({ length: count }, (_unused, index) => make(index));
}

/** Makes the same content for the same sizes. */
export function makePortalContent(sizes: PortalSizes = {}): PortalContent {
  return {
    genres: GENRES,
    categories: GENRES,
    channels: list(sizes.channels ?? 40, channel),
    stations: [{ id: '7', name: 'Wave FM', number: 1, cmd: 'ffmpeg http://localhost/radio/7' }],
    films: list(sizes.films ?? 60, film),
    series: list(sizes.series ?? 5, oneSeries),
  };
}
