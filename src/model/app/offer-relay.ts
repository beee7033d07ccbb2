import type { AppError } from '#core/base';
import type { Translator } from '#model/i18n';
import type { NoticesModel } from '#model/notices';
import type { SessionCore } from '#model/session';
import type { StoredSource } from '#sources/registry';

/** What the question is asked with. */
export interface OfferRelayDeps {
  readonly session: SessionCore;
  readonly notices: NoticesModel;
  readonly translator: Translator;
}

/**
 * Offers the platform's relay for a new source that cannot be reached from here: in a browser a provider that admits no other sites looks
 * like one that is not there. The viewer decides, since the platform sees what goes by its relay. `null`: there is none, or not wanted.
 */
export async function offerRelay({ session, notices, translator: { t } }: OfferRelayDeps, stored: StoredSource, error: AppError): Promise<StoredSource | null> {
  const api = session.platformApi();
  if (api === null || stored.secret.route !== undefined || error.code !== 'net.unreachable') return null;
  // An operator without a relay says so here.
  if (!(await api.call({ path: '/relay' })).ok) return null;
  const answer = await notices.ask({
    title: t('connection.offer.title', { host: stored.config.host }),
    text: t('connection.offer.text', { name: session.platformName.peek() }),
    buttons: [{ id: 'no', label: t('connection.offer.no') }, { id: 'relay', label: t('connection.offer.relay') }],
    safeId: 'no',
  });
  if (answer !== 'relay') return null;
  return { config: { ...stored.config, isPrivate: true }, secret: { ...stored.secret, route: { kind: 'relay' } } };
}
