import { launchBrowser } from '#test/harness/cdp';
import { startPictureServer } from './picture-server';
import { takePicture } from './take-picture';

/** One browser and one server for many pictures. */
export interface Studio {
  /** The screen of a scene at half its size, 960x540, PNG. Throws what the scene threw. */
  take(wish: string): Promise<Buffer>;
  /** Errors the pages have written so far. */
  problems(): readonly string[];
  close(): Promise<void>;
}

/** Opens a studio. `root` is the project's folder; the bundle `gallery` must be built. */
export async function openStudio(root: string): Promise<Studio> {
  const server = await startPictureServer(root, { isKept: true });
  try {
    // Put together without GL: half of the work in an engine that draws in software, and always the same where a picture lies behind the canvas.
    const browser = await launchBrowser({ flags: ['--disable-gpu-compositing'] });
    const { page } = browser;
    let last: Promise<unknown> = Promise.resolve();
    return {
      take(wish) {
        // One document at a time: a scene waits for the one before, however it ended.
        const picture = last.then(() => takePicture(page, server.url, wish, 0.5));
        last = picture.catch(() => undefined);
        return picture;
      },
      problems: () => [...page.log.exceptions, ...page.log.console.filter(({ level }) => level === 'error').map(({ text }) => text)],
      async close() {
        await last;
        await browser.close();
        server.close();
      },
    };
  } catch (error) {
    server.close();
    throw error;
  }
}
