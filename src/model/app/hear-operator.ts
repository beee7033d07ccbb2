import type { SessionCore } from '#model/session';
import type { Host } from '#ports';
import type { HttpClient } from '#sources/http';
import { OauthClient } from '#sources/platform';
import type { AppModel } from './app-model';

/** What is needed of the app. */
type Hearing = Pick<AppModel, 'notices' | 'translator' | 'version'> & { readonly session: Pick<SessionCore, 'active'> };

/** Passes on what the operator of the platform has to say. A viewer without the platform is not theirs. Never rejects. */
export async function hearOperator(app: Hearing, host: Host, client: HttpClient): Promise<void> {
  if (host.platformUrl === null || !app.session.active.peek().some((source) => source.kind === 'platform')) return;
  const { notices, translator, version } = app;
  try {
    const { tellOperatorNotice } = await import('#model/operator-notice');
    await tellOperatorNotice({ host, notices, translator, version, platform: new OauthClient(client, host.platformUrl) });
  } catch (error) {
    host.log.write('warn', 'the operator was not heard', { reason: error instanceof Error ? error.message : 'unknown' });
  }
}
