import { AppError } from '#core/base';
import type { Disposer } from '#core/base';
import { createAppModel } from '#model/app';
import type { AppCore, AppModel } from '#model/app';
import { HttpClient, parseJson } from '#sources/http';
import type { Host } from '#ports';

/** Builds the screens over the models; what it resolves with takes them down. */
export type MountUi = (app: AppModel, host: Host) => Promise<Disposer>;

/**
 * Starts the app: settings and language, screens, stored session and catalogue, and after the first page has been drawn everything
 * that needs the network. Resolves when the stored part is on screen; the disposer ends everything, screens first.
 */
export async function startApp(host: Host, mountUi: MountUi): Promise<Disposer> {
  await applyWaiting(host);
  const client = new HttpClient(host.http);
  const app = createAppModel({
    host,
    async loadStrings(locale) {
      const url = `${host.assetBase}strings/${locale}.json`;
      const answer = await client.read({ url });
      // Files inside a package have no status.
      const strings = answer.ok && (answer.value.status === 0 || answer.value.status === 200) ? parseJson(answer.value, url) : null;
      if (strings === null || !strings.ok) throw new AppError('source.malformed', { message: 'language file' });
      return strings.value;
    },
  });
  await app.prepare();
  const unmount = await mountAndBoot(app, () => mountUi(app, host));
  // The stored page is drawn with the next frame; the network comes after it.
  const stopWaiting = host.clock.after(0, () => {
    app.refresh().catch((error: unknown) => {
      host.log.write('error', 'refresh failed', { reason: error instanceof Error ? error.message : 'unknown' });
    });
  });
  return () => {
    stopWaiting();
    unmount();
    app.dispose();
  };
}

/** What was brought from another set is put in its place before anything is read. */
async function applyWaiting({ storage, log, clock }: Host): Promise<void> {
  if ((await storage.get('transfer.pending').catch(() => null)) === null) return;
  const { applyPending } = await import('#model/transfer');
  await applyPending(storage, log, clock);
}

/** Fonts and storage are read side by side; screens that cannot be built end the app. */
async function mountAndBoot(app: AppCore, mount: () => Promise<Disposer>): Promise<Disposer> {
  try {
    const [unmount] = await Promise.all([mount(), app.boot()]);
    return unmount;
  } catch (error) {
    app.dispose();
    throw error;
  }
}
