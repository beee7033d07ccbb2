import type { DeviceIdentity, PortalMemory } from '#core/stalker';
import { asFields, textOf } from '#core/wire';

function judgeDevice(value: unknown): DeviceIdentity | null {
  const fields = asFields(value);
  if (fields === null) return null;
  const [serial, deviceId, deviceId2, signature] = [textOf(fields, 'serial'), textOf(fields, 'deviceId'), textOf(fields, 'deviceId2'), textOf(fields, 'signature')];
  return { serial, deviceId, deviceId2, signature };
}

/** Judges what is kept of a portal; `null` for anything else. A device that is not whole counts as not settled. */
export function judgePortalMemory(value: unknown): PortalMemory | null {
  const fields = asFields(value);
  if (fields === null) return null;
  const endpoint = textOf(fields, 'endpoint');
  const watchdogMs = fields['watchdogMs'];
  if (!/^https?:\/\//.test(endpoint)) return null;
  return {
    endpoint,
    token: textOf(fields, 'token'),
    device: judgeDevice(fields['device']),
    watchdogMs: typeof watchdogMs === 'number' && watchdogMs >= 20_000 && watchdogMs <= 600_000 ? watchdogMs : 120_000,
  };
}
