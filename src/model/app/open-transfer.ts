import { createTransfer, takeOutcome } from '#model/transfer';
import type { TransferModel } from '#model/transfer';
import type { Host } from '#ports';
import { HttpClient } from '#sources/http';
import { BoxClient } from '#sources/platform';
import type { AppModel } from './app-model';
import type { ExtrasDeps } from './extras';

/** Makes it over the app; loaded with its page. */
export function openTransfer({ host, app, session }: Pick<ExtrasDeps, 'host' | 'app' | 'session'>): Promise<TransferModel> {
  const { platformUrl } = host;
  return createTransfer({
    ...host, translator: app.translator, parental: app.parental, session,
    boxes: platformUrl === null ? null : new BoxClient(new HttpClient(host.http), platformUrl),
    trade: app.phone.isOffered ? async (trade) => (await app.phone.open()).trade(trade) : null,
  });
}

/** Says how the start with what was brought went. */
export async function tellOutcome(host: Host, app: AppModel): Promise<void> {
  const outcome = await takeOutcome(host.storage, host.log);
  if (outcome !== null) app.notices.showToast(app.translator.t(`transfer.done.${outcome}`));
}
