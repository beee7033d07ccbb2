/** A television or other app that signed in. */
export interface DeviceRow {
  readonly id: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly lastSeenMs: number;
  readonly lastIp: string;
}

/** Devices of accounts. */
export interface DevicesStore {
  create(device: DeviceRow): Promise<void>;
  byId(id: string): Promise<DeviceRow | null>;
  /** Newest sign-in first. */
  ofAccount(accountId: string): Promise<readonly DeviceRow[]>;
  touch(id: string, seenMs: number, ip: string): Promise<void>;
  /** Those with a sign-in that still stands, oldest first. */
  signedIn(accountId: string): Promise<readonly DeviceRow[]>;
}
