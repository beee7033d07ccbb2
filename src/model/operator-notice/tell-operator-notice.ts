import type { Translator } from '#model/i18n';
import type { NoticesModel } from '#model/notices';
import type { Host } from '#ports';
import type { OauthClient } from '#sources/platform';
import { createStoredCell } from '#sources/storage';

/** What it takes to hear the operator and to pass it on. */
export interface OperatorNoticeParts {
  readonly host: Pick<Host, 'storage' | 'log'>;
  readonly platform: Pick<OauthClient, 'hello'>;
  readonly notices: Pick<NoticesModel, 'ask'>;
  readonly translator: Pick<Translator, 't'>;
  /** Version of this app, as `1.4.0`. */
  readonly version: string;
}

/** Whether a version comes before another; what cannot be read comes before nothing. */
export function isOlderVersion(version: string, than: string): boolean {
  const [own, wanted] = [version.split('.').map(Number), than.split('.').map(Number)];
  for (let at = 0; at < 3; at += 1) {
    const [left = 0, right = 0] = [own[at], wanted[at]];
    if (left !== right) return left < right;
  }
  return false;
}

/** Asks the platform and tells the viewer: that the app is too old, and the operator's message unless this set has shown it. Never rejects. */
export async function tellOperatorNotice({ host, platform, notices, translator, version }: OperatorNoticeParts): Promise<void> {
  const answer = await platform.hello();
  if (!answer.ok) return;
  const { name, minAppVersion, message } = answer.value;
  const { t } = translator;
  const tell = (title: string, text: string): Promise<string> => notices.ask({ title, text, buttons: [{ id: 'ok', label: t('operator.ok') }], safeId: 'ok' });
  if (isOlderVersion(version, minAppVersion)) await tell(t('operator.update.title'), t('operator.update.text', { wanted: minAppVersion, version }));
  if (message === '') return;
  const shown = createStoredCell(host.storage, host.log, 'operator-notice.v1');
  if ((await shown.read()) === message) return;
  await tell(t('operator.message.title', { name }), message);
  await shown.write(() => message).catch(() => undefined);
}
