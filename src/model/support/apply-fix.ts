import type { SupportFix } from '#core/wire';
import type { CatalogModel } from '#model/catalog';
import type { SettingsModel } from '#model/settings';

/** What a fix may change. */
export interface FixParts {
  readonly settings: Pick<SettingsModel, 'set'>;
  readonly catalog: Pick<CatalogModel, 'refreshNow'>;
}

/** Does what was proposed. Resolves when it is done and kept; rejects where it cannot be. */
export async function applyFix({ settings, catalog }: FixParts, fix: SupportFix): Promise<void> {
  switch (fix) {
    case 'refresh':
      await catalog.refreshNow();
      return;
    case 'automatic-picture':
      await settings.set('isDataSaverOn', false);
      await settings.set('pictureLimit', 'none');
      return;
    case 'smaller-picture':
      await settings.set('pictureLimit', '720');
      return;
    case 'data-saver':
      await settings.set('isDataSaverOn', true);
      return;
    case 'standard-buffer':
      await settings.set('buffer', 'standard');
      return;
    case 'long-buffer':
      await settings.set('buffer', 'long');
      return;
    case 'no-previews':
      await settings.set('isPreviewOn', false);
      return;
    case 'large-text':
      await settings.set('textSize', 'large');
      return;
    case 'high-contrast':
      await settings.set('theme', 'high-contrast');
      return;
    case 'reduced-motion':
      await settings.set('isReducedMotionOn', true);
      return;
    case 'system-language':
      await settings.set('language', 'system');
      return;
    case 'tell-quality':
      await settings.set('isQualityTold', true);
      return;
  }
}
