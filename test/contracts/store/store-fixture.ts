import type { Store } from '#server/store';

/** How a contract opens the store under test. */
export interface StoreFixture {
  readonly name: string;
  /** An empty store; the suite closes it. */
  openEmpty(): Promise<Store>;
}

/** Runs `body` with an empty store and closes it whatever happens. */
export async function withStore(fixture: StoreFixture, body: (store: Store) => Promise<void>): Promise<void> {
  const store = await fixture.openEmpty();
  try {
    await body(store);
  } finally {
    await store.close();
  }
}
