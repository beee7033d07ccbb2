import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readablePassword } from '#server/domain';
import type { Accounts, NewAccount, StreamCredential } from '#server/domain';
import type { AccountsStore } from '#server/store';

/** What the operator of a fresh platform signs in with. */
export interface DemoSignIn {
  readonly name: string;
  readonly password: string;
  readonly stream: StreamCredential;
}

const DEMO_NAME = 'demo';
const FILE = 'demo-sign-in.json';

/** The profiles of the design's picker. */
const PROFILES: NewAccount['profiles'] = [
  { name: 'Ingrid', avatar: 'ember', isKids: false, maxAge: -1, language: 'en' },
  { name: 'Mateo', avatar: 'sky', isKids: false, maxAge: -1, language: 'en' },
  { name: 'Noor', avatar: 'plum', isKids: false, maxAge: -1, language: 'en' },
  { name: 'Kids', avatar: 'moss', isKids: true, maxAge: 7, language: 'en' },
];

/** Accounts with known passwords, made only when `HEARTH_SEED_TEST_ACCOUNTS` is set; digits where tests type them by remote. */
export const TEST_ACCOUNTS: ReadonlyArray<Omit<NewAccount, 'profiles'> & { readonly streamCredential: StreamCredential }> = [
  { name: 'tester', password: 'tester-password', streamCredential: { username: 'tester', password: 'tester-stream' } },
  { name: 'expired', password: '2468', expiresAtMs: 1_700_000_000_000, streamCredential: { username: 'expired', password: 'expired-stream' } },
  { name: 'suspended', password: '2468', status: 'suspended', streamCredential: { username: 'suspended', password: 'suspended-stream' } },
];

/** Where accounts are made and kept. */
export interface AccountSeeding {
  readonly accounts: Accounts;
  readonly store: AccountsStore;
}

function readSignIn(path: string): DemoSignIn | null {
  if (!existsSync(path)) return null;
  const parsed: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const fields = parsed as { name?: unknown; password?: unknown; stream?: { username?: unknown; password?: unknown } };
  const { name, password, stream } = fields;
  if (typeof name !== 'string' || typeof password !== 'string') return null;
  if (typeof stream?.username !== 'string' || typeof stream.password !== 'string') return null;
  return { name, password, stream: { username: stream.username, password: stream.password } };
}

/**
 * Makes the demo account at the first start. Its generated passwords stay readable for the operator in `<dataDir>/demo-sign-in.json`
 * (mode 600); delete the file to forget them. Answers `null` when the account exists and the file is gone.
 */
export async function seedDemoAccount(seeding: AccountSeeding, dataDir: string): Promise<DemoSignIn | null> {
  const path = join(dataDir, FILE);
  const known = readSignIn(path);
  const exists = (await seeding.store.byName(DEMO_NAME)) !== null;
  if (exists) return known;
  const stream = { username: 'demo', password: readablePassword(3) };
  const signIn = known ?? { name: DEMO_NAME, password: readablePassword(3), stream };
  // The file first: an account whose password nobody knows would be worse than a file without an account.
  writeFileSync(`${path}.new`, `${JSON.stringify(signIn, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  await seeding.accounts.create({ name: signIn.name, password: signIn.password, profiles: PROFILES, streamCredential: signIn.stream });
  return signIn;
}

/** Makes the test accounts that are missing. */
export async function seedTestAccounts(seeding: AccountSeeding): Promise<void> {
  for (const account of TEST_ACCOUNTS) {
    if ((await seeding.store.byName(account.name)) === null) await seeding.accounts.create({ ...account, profiles: PROFILES });
  }
}
