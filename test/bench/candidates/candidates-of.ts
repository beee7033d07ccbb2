import type { Candidate } from './candidate';

const LISTS: Readonly<Record<string, () => Promise<readonly Candidate[]>>> = {
  m3u: async () => (await import('../m3u/m3u-candidates')).M3U_CANDIDATES,
  xmltv: async () => (await import('../xmltv/xmltv-candidates')).XMLTV_CANDIDATES,
  xtream: async () => (await import('../xtream/xtream-candidates')).XTREAM_CANDIDATES,
  gzip: async () => (await import('../gzip/gzip-candidates')).GZIP_CANDIDATES,
  guide: async () => (await import('../guide/guide-candidates')).GUIDE_CANDIDATES,
  search: async () => [...(await import('../search/search-candidates')).SEARCH_CANDIDATES, (await import('../search/page-search')).PAGE_SEARCH],
};

/** The candidates of a bench. Only what that bench needs is loaded, so that a process begins small. */
export async function candidatesOf(bench: string): Promise<readonly Candidate[]> {
  const load = LISTS[bench];
  if (load === undefined) throw new Error(`no candidates for ${bench}`);
  return await load();
}
