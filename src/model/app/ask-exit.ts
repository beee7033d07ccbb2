import type { AppModel } from './app-model';

/** Asks "Leave Hearth?"; resolves with whether the viewer said yes. */
export async function askExit({ notices, session, translator }: Pick<AppModel, 'notices' | 'session' | 'translator'>): Promise<boolean> {
  const { t } = translator;
  const answer = await notices.ask({
    title: t('exit.title', { app: session.platformName.peek() || 'Hearth' }),
    text: '',
    buttons: [
      { id: 'stay', label: t('exit.stay') },
      { id: 'leave', label: t('exit.leave') },
    ],
    safeId: 'stay',
  });
  return answer === 'leave';
}
