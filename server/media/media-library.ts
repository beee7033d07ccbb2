import type { MediaLibrary } from '#server/domain';
import { sampleCatalog } from '#server/sample';
import { ASSET_LANGUAGES, assetsOf, marksOf } from './compose';

/** The platform's own media by slug and asset name, for play resolution. */
export function createMediaLibrary(): MediaLibrary {
  const catalog = sampleCatalog();
  const channels = new Set(catalog.channels.map((channel) => channel.slug));
  const assets = assetsOf(catalog);
  const marks = marksOf(catalog);
  return {
    channelForms: (slug) => (channels.has(slug) ? ['hls', 'ts'] : []),
    assetForms: (id) => {
      const asset = assets.get(id);
      if (asset === undefined) return [];
      // Nothing of it is to be had in clear.
      if (asset.isProtected) return ['dash'];
      return asset.isShortFilm ? ['hls', 'dash', 'mp4', 'ts'] : ['hls'];
    },
    assetSubtitles: (id) => (assets.has(id) ? ASSET_LANGUAGES : []),
    hasThumbnails: (id) => assets.has(id),
    assetMarks: (id) => marks.get(id) ?? [],
  };
}
