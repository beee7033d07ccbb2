import { sha256Hex } from '../text';

/**
 * What a box says of itself beside its MAC address. A portal ties the first device numbers it is told to the MAC for good: any other
 * ones, none at all included, are a conflict from then on that only the provider can undo (protocols.md 2.5). So it is settled once per
 * source and kept with it.
 */
export interface DeviceIdentity {
  readonly serial: string;
  readonly deviceId: string;
  readonly deviceId2: string;
  readonly signature: string;
}

/**
 * A box that tells its MAC address alone. Tried first: it ties nothing, so that the viewer's other box or app goes on working.
 */
export const NO_DEVICE: DeviceIdentity = { serial: '', deviceId: '', deviceId2: '', signature: '' };

/**
 * Device numbers for portals that insist on some, from the MAC address alone. **Must never change**: portals in the field are tied to
 * them.
 */
export function deriveDevice(mac: string): DeviceIdentity {
  const serial = sha256Hex(`serial ${mac}`).slice(0, 13);
  return { serial, deviceId: sha256Hex(mac), deviceId2: sha256Hex(serial), signature: sha256Hex(serial + mac) };
}

/** Whether two boxes are the same to a portal. */
export function isSameDevice(one: DeviceIdentity, other: DeviceIdentity): boolean {
  return one.serial === other.serial && one.deviceId === other.deviceId && one.deviceId2 === other.deviceId2 && one.signature === other.signature;
}
