import { startPictureServer } from './picture-server';

/** Serves the gallery for people until the program is ended. `root` is the project's folder; the bundle `gallery` must be built. */
export async function serveGallery(root: string, say: (line: string) => void): Promise<void> {
  const server = await startPictureServer(root, { port: Number(process.env['PORT'] ?? 8097) });
  say(`Gallery: ${server.url}gallery\nCtrl+C ends it.`);
}
