import { createHmac } from 'node:crypto';
import { MINUTE_MS } from '#core/base';
import { isSameText } from '../server-keys';

/** How far a webhook's time may be from ours. Longer: a copied one can be sent again for longer; the event's own id stops it anyway. */
const TOLERANCE_MS = 5 * MINUTE_MS;

/** The signature header of a webhook: `t=<milliseconds>,v1=<HMAC-SHA-256 of "<t>.<body>", hex>`. */
export function signWebhook(secret: string, body: Buffer, atMs: number): string {
  return `t=${String(atMs)},v1=${macOf(secret, body, String(atMs))}`;
}

/** Whether a header signs exactly these bytes with this secret, and lately. */
export function isWebhookSigned(secret: string, body: Buffer, header: string, nowMs: number): boolean {
  const parts = /^t=(\d{1,15}),v1=([0-9a-f]{64})$/.exec(header);
  if (parts === null) return false;
  const [, time = '', signature = ''] = parts;
  const isLate = Math.abs(nowMs - Number(time)) > TOLERANCE_MS;
  return isSameText(macOf(secret, body, time), signature) && !isLate;
}

function macOf(secret: string, body: Buffer, time: string): string {
  return createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
}
