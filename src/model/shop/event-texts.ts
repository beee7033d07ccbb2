import type { WireEvent } from '#core/wire';
import type { Translator } from '#model/i18n';

type Times = Pick<WireEvent, 'startsAtMs' | 'endsAtMs' | 'replayMs'>;

/** Until when an event can be watched again; empty where it cannot. */
export function eventAgainText({ endsAtMs, replayMs }: Times, { t, format }: Translator, nowMs: number): string {
  return replayMs <= 0 ? '' : t('shop.event-again', { day: format.day(endsAtMs + replayMs, nowMs), time: format.time(endsAtMs + replayMs) });
}

/** When an event is: `Tomorrow, 20:00 – 22:00`, how long it still runs, or until when it can be watched again. */
export function eventTimeText(event: Times, translator: Translator, nowMs: number): string {
  const { t, format } = translator;
  const { startsAtMs, endsAtMs } = event;
  if (nowMs >= endsAtMs) return eventAgainText(event, translator, nowMs);
  if (nowMs >= startsAtMs) return t('shop.event-now', { time: format.time(endsAtMs) });
  return `${format.day(startsAtMs, nowMs)}, ${format.timeRange(startsAtMs, endsAtMs)}`;
}

/** What is said once an event was paid for. */
export function eventPaidText(event: Times & Pick<WireEvent, 'name'>, { t, format }: Translator, nowMs: number): string {
  const { name, startsAtMs } = event;
  return nowMs >= startsAtMs ? t('shop.paid', { title: name }) : t('shop.event-paid', { title: name, day: format.day(startsAtMs, nowMs), time: format.time(startsAtMs) });
}
