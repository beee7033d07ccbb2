import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DAY_MS } from '#core/base';
import { STORE_FILE } from '#server/config';
import { openSqliteStore } from '#server/store';
import type { ProductRow } from '#server/store';
import { startPlatform } from '#test/harness/server';
import type { TestPlatform } from '#test/harness/server';
import { openViewer, SMALL_SCREEN } from './open-viewer';
import type { OpenedViewer } from './open-viewer';
import { openFromRail, signInByPhone, START_MS } from './steps';
import type { TelevisionKind } from './viewer';

jest.setTimeout(300_000);

/** Where the newest order is paid for: what the phone reads out of the code. */
async function payUrl(platform: TestPlatform): Promise<string> {
  const store = await openSqliteStore(join(platform.dataDir, STORE_FILE), Date.now());
  try {
    const [newest] = await store.money.newestOrders(1);
    return `${platform.url}/pay/${newest?.claim ?? ''}`;
  } finally {
    await store.close();
  }
}

async function sellEveryFilm(platform: TestPlatform): Promise<void> {
  const store = await openSqliteStore(join(platform.dataDir, STORE_FILE), Date.now());
  try {
    for await (const page of store.catalog.movies({ includesAdult: false })) {
      for (const { id } of page) {
        const target = { kind: 'movie', itemId: id } as const;
        await store.rights.putOffer({ id: `rent-${String(id)}`, target, model: 'rent', priceMinor: 399, currency: 'EUR', startWithinMs: 30 * DAY_MS, windowMs: 2 * DAY_MS, rightsEndMs: 0, isSold: true });
      }
    }
  } finally {
    await store.close();
  }
}

async function sellGoods(platform: TestPlatform): Promise<void> {
  const store = await openSqliteStore(join(platform.dataDir, STORE_FILE), Date.now());
  try {
    const product = (id: string, name: string, priceMinor: number): ProductRow => ({
      id, name, description: '', picture: '', currency: 'EUR', isSold: true, targets: [], variants: [{ id, name: '', priceMinor, stock: 5, isSold: true }],
    });
    for (const each of [product('cup', 'Cup', 1000), product('scarf', 'Scarf', 2900)]) await store.goods.putProduct(each);
    await store.goods.putCountry({ country: 'DE', taxBasisPoints: 1900, shippingMinor: 500, currency: 'EUR', isHome: true });
    await store.goods.putInBasket((await store.accounts.byName('tester'))?.id ?? '', { variantId: 'scarf', quantity: 1 }, 10);
  } finally {
    await store.close();
  }
}

describe.each(['tizen', 'webos'] as const satisfies readonly TelevisionKind[])('renting on %s', (kind) => {
  let platform: TestPlatform;
  let opened: OpenedViewer;

  beforeAll(async () => {
    platform = await startPlatform({ env: { HEARTH_PAYMENTS: 'sandbox' } });
    await sellEveryFilm(platform);
    await sellGoods(platform);
    opened = await openViewer(kind, platform, SMALL_SCREEN);
  });

  afterAll(async () => {
    await opened.viewer.close();
    await platform.stop();
  });

  test('a film shows its price, is paid for with the phone while the set waits, and plays; its order is in the books', async () => {
    const { viewer, browser } = opened;
    await signInByPhone(opened, platform);
    await openFromRail(viewer, 'movies');
    await viewer.hears({ page: 'movies', position: / of / }, START_MS);
    await viewer.press('ok');
    await viewer.hears({ page: 'movie', id: 'buy', name: /from €3\.99/ }, START_MS);
    await viewer.press('ok');
    await viewer.hears({ page: 'checkout', name: 'Rent', value: '€3.99' }, START_MS);
    await viewer.press('ok');
    await viewer.page.waitFor('document.getElementById("hearth-mirror").dataset.form === "waiting"', { what: 'the set waits for the payment' });
    const phone = await browser.newPage();
    await phone.navigate(await payUrl(platform));
    await phone.evaluate('document.querySelector("button[value=pay]").click()');
    await phone.waitFor('document.querySelector("button[value=decline]") !== null', { what: 'the sandbox’s page' });
    await phone.evaluate('document.querySelector("button[value=pay]").click()');
    await viewer.page.send('Page.bringToFront');
    await viewer.hears({ page: 'movie', id: 'play' }, START_MS);
    await viewer.press('ok');
    await viewer.hears({ page: 'player' }, START_MS);
    await viewer.page.waitFor('document.getElementById("hearth-mirror").dataset.player === "playing"', { what: 'the film plays' });
    const store = await openSqliteStore(join(platform.dataDir, STORE_FILE), Date.now());
    const lines = await store.money.ledger(0, 10);
    await store.close();
    expect(lines.map(({ kind: what, amountMinor }) => [what, amountMinor])).toEqual([['charge', -399], ['payment', 399]]);
  });

  test('two goods are put together with the remote, one of them by another set before, changed, ordered at once and paid by the phone', async () => {
    const { viewer, browser } = opened;
    await viewer.go('back', { page: 'movie' }, 4);
    await openFromRail(viewer, 'shop');
    await viewer.go('right', { role: 'tab', id: 'goods' }, 4);
    await viewer.press('down');
    await viewer.hears({ page: 'shop', id: 'basket', name: 'Basket' });
    await viewer.go('down', { id: 'cup' }, 3);
    await viewer.press('ok');
    await viewer.hears({ page: 'product', id: 'cup', value: '€10.00' }, START_MS);
    await viewer.press('down');
    await viewer.hears({ id: 'basket-add' });
    await viewer.press('ok');
    await viewer.go('right', { id: 'basket', name: 'Basket (2)' }, 2);
    await viewer.press('ok');
    await viewer.hears({ page: 'basket', id: 'scarf' }, START_MS);
    await viewer.press('down', 'ok');
    await viewer.hears({ overlay: 'pieces', name: '1 piece' });
    await viewer.press('down', 'ok');
    await viewer.hears({ page: 'basket', overlay: '', id: 'cup', value: '€20.00' });
    await viewer.press('down');
    await viewer.hears({ id: 'pay' });
    await viewer.press('ok');
    await viewer.page.waitFor('document.getElementById("hearth-mirror").dataset.form === "waiting"', { what: 'the set waits for the payment of the basket' });
    const phone = await browser.newPage();
    await phone.navigate(await payUrl(platform));
    for (const [name, value] of Object.entries({ name: 'Ann', street: 'Quay 1', postal_code: '1', city: 'Bremen' })) await phone.evaluate(`document.querySelector('input[name="${name}"]').value = ${JSON.stringify(value)}`);
    await phone.evaluate('document.querySelector("button[value=address]").click()');
    await phone.waitFor('document.querySelector("button[value=pay]") !== null && document.querySelector("input[name=city]") === null', { what: 'the phone shows the sum' });
    expect(await phone.evaluate('document.body.innerText')).toMatch(/Scarf[\s\S]*Cup × 2[\s\S]*€54\.00/);
    await phone.evaluate('document.querySelector("button[value=pay]").click()');
    await phone.waitFor('document.querySelector("button[value=decline]") !== null', { what: 'the sandbox’s page' });
    await phone.evaluate('document.querySelector("button[value=pay]").click()');
    await viewer.page.send('Page.bringToFront');
    // What was paid for has left the basket: nothing leads there any more.
    await viewer.hears({ page: 'product', id: 'basket-add' }, START_MS);
    await viewer.press('right');
    await viewer.hears({ page: 'product', id: 'basket-add' });
  });
});
