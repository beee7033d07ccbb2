/** Life of a device code: waits for a person, is decided, and an approved one is redeemed once. */
export type DeviceCodeStatus = 'pending' | 'approved' | 'denied' | 'used';

/** A device authorisation under way (RFC 8628). */
export interface DeviceCodeRow {
  readonly id: string;
  /** Hash of the device code; the code itself is only ever on the device. */
  readonly deviceCodeHash: string;
  /** Eight letters without separator, upper case. */
  readonly userCode: string;
  readonly clientId: string;
  readonly deviceName: string;
  readonly ip: string;
  readonly status: DeviceCodeStatus;
  /** Who approved it; empty before. */
  readonly accountId: string;
  /** Current poll interval; grows with every `slow_down`. */
  readonly intervalSec: number;
  /** 0 before the first poll. */
  readonly lastPollMs: number;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

/** Device authorisations under way. */
export interface DeviceCodesStore {
  /** False when the user code is in use; the caller picks another. */
  create(row: DeviceCodeRow): Promise<boolean>;
  byDeviceCodeHash(hash: string): Promise<DeviceCodeRow | null>;
  byUserCode(userCode: string): Promise<DeviceCodeRow | null>;
  recordPoll(id: string, polledAtMs: number, intervalSec: number): Promise<void>;
  /** Decides a pending code that has not expired; false when it was no longer so. */
  decide(id: string, status: 'approved' | 'denied', accountId: string, nowMs: number): Promise<boolean>;
  /** Uses an approved code; true for exactly one caller. */
  redeem(id: string): Promise<boolean>;
  deleteExpired(beforeMs: number): Promise<number>;
}
