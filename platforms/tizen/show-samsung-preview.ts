import { SECOND_MS } from '#core/base';
import type { LogPort, PreviewSection } from '#ports';
import { askNative } from './tizen-natives';
import type { TizenNatives } from './tizen-natives';

/** The service's name beside the app's in the package (tizen/config-xml.ts), and the field it reads (tizen/preview-service.js). */
const SERVICE = { name: 'Preview', field: 'preview', operation: 'http://tizen.org/appcontrol/operation/pick' } as const;

/** Sections as Samsung's home screen reads them (tv-platforms 3.11). */
export function previewJson(sections: readonly PreviewSection[]): string {
  return JSON.stringify({
    sections: sections.map(({ title, tiles }, at) => ({
      title,
      position: at,
      tiles: tiles.map((tile, position) => ({
        title: tile.title,
        subtitle: tile.subtitle,
        image_ratio: tile.shape,
        image_url: tile.picture,
        action_data: JSON.stringify(tile.params),
        is_playable: tile.isPlayable,
        display_until: Math.floor(tile.untilMs / SECOND_MS),
        position,
      })),
    })),
  });
}

/** Hands sections to the package's own service, which alone may set them. Whatever goes wrong costs a row of the home screen and is only logged. */
export function showSamsungPreview(natives: TizenNatives, log: LogPort, sections: readonly PreviewSection[]): void {
  const refused = (error: { readonly name: string }): void => {
    log.write('info', 'tizen: the preview service did not start', { name: error.name });
  };
  askNative(log, 'the preview service', () => {
    const { application, ApplicationControl, ApplicationControlData } = natives.tizen;
    if (application === undefined || ApplicationControl === undefined || ApplicationControlData === undefined) return false;
    const { packageId } = application.getCurrentApplication().appInfo;
    const data = [new ApplicationControlData(SERVICE.field, [previewJson(sections)])];
    application.launchAppControl(new ApplicationControl(SERVICE.operation, null, null, null, data), `${packageId}.${SERVICE.name}`, () => undefined, refused);
    return true;
  }, false);
}
