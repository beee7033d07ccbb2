import type { Page } from '#test/harness/cdp';

/** Longest a scene may take to stand still in an engine without a graphics unit. */
const SCENE_MS = 90_000;

/**
 * Draws a scene (`home`, `home:ar`, `movie:de:large`, `home:high`) in a fresh document and answers its picture as a PNG.
 * `scale` 0.5: half as large, each pixel the mean of four.
 */
export async function takePicture(page: Page, url: string, wish: string, scale = 1): Promise<Buffer> {
  await page.navigate(url);
  await page.evaluateAsync(`window.gallery.show(${JSON.stringify(wish)})`, SCENE_MS);
  const answer = await page.send('Page.captureScreenshot', { format: 'png', clip: { x: 0, y: 0, width: 1920, height: 1080, scale } });
  return Buffer.from(String(answer['data']), 'base64');
}
