import { pictureLimit } from '#model/settings';
import type { SettingsModel } from '#model/settings';
import type { MediaSource } from '#ports';

/** A stream as the settings of this moment allow it: how good its picture may be, and how much of it is gathered ahead. */
export function withLimits(media: MediaSource, settings: Pick<SettingsModel, 'values'> | undefined): MediaSource {
  if (settings === undefined) return media;
  const values = settings.values.peek();
  const limit = pictureLimit(values);
  return { ...media, ...(limit === null ? {} : { limit }), ...(values.buffer === 'standard' ? {} : { buffer: values.buffer }) };
}
