import { LightningElement } from '#ui/engine';
import type { AnyPage } from '#ui/engine';

/** Covers what lies behind a page with its plain colour: no video shows through. First thing a page without art builds. */
export function putGround(page: AnyPage): void {
  const ground = page.put(new LightningElement(page.stage), 0, 0, page.w, page.h);
  ground.rect = true;
  ground.color = page.theme.color.bg;
}
