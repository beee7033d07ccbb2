import { beforeEach, expect, test } from '@jest/globals';
import { AppError, fail, ok } from '#core/base';
import type { Result } from '#core/base';
import { signal } from '#core/state';
import type { CheckoutTitle } from './checkout-model';
import { OpenCheckout } from './open-checkout';
import type { OrderDeskDeps, OrderWish } from './order-desk';

type Quoted = Result<{ readonly value: { readonly value: unknown } }['value'], AppError>;

interface Asked {
  readonly item: string;
  readonly coupon: string;
  answer(offMinor: number | null): void;
}

let asked: Asked[];
let checkout: TwoPlans;

class TwoPlans extends OpenCheckout<null> {
  readonly heading = '';
  readonly paidText = '';
  readonly title = signal<CheckoutTitle>({ name: '', facts: '', picture: '' } as unknown as CheckoutTitle);
  readonly options = signal([{ id: 'one' }, { id: 'two' }, { id: 'gone', isSoldOut: true }] as never);

  protected async ask(): Promise<Result<null, AppError>> {
    return ok(null);
  }

  protected take(): boolean {
    return false;
  }

  protected wishFor(id: string): OrderWish {
    return { id, body: { planId: id, key: 'k' } as never, subject: { name: id, facts: '' } };
  }
}

/** Lets everything that is answered be heard. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}

beforeEach(async () => {
  asked = [];
  const call = ({ body }: { readonly body: { readonly planId: string; readonly coupon: string } }): Promise<Quoted> =>
    new Promise((resolve) => {
      asked.push({
        item: body.planId, coupon: body.coupon,
        answer: (offMinor) => {
          const price = { amountMinor: 1000, currency: 'EUR' };
          resolve(offMinor === null ? fail(new AppError('shop.coupon', { message: 'no' })) : ok({ value: { price, discountMinor: offMinor, dueMinor: 1000 - offMinor } }));
        },
      });
    });
  const deps = { api: { call }, translator: { locale: signal('en') }, billing: null, profileId: () => '' } as unknown as OrderDeskDeps;
  checkout = new TwoPlans(deps, () => undefined);
  await checkout.load();
});

test('another option while a code is asked about: it is asked about for that one, and nothing of the first is shown', async () => {
  const used = checkout.useCoupon('SPRING');
  checkout.consider('two');
  asked[0]?.answer(100);
  await settle();
  expect([checkout.coupon.peek(), checkout.total.peek()]).toEqual([null, '']);
  asked[1]?.answer(300);
  expect([await used, asked.map(({ item }) => item), checkout.total.peek().includes('7')]).toEqual([null, ['one', 'two'], true]);
});

test('what is sold out is not chosen by looking at it', async () => {
  checkout.consider('two');
  checkout.consider('gone');
  expect(checkout.chosenId.peek()).toBe('two');
  const used = checkout.useCoupon('SPRING');
  checkout.consider('gone');
  asked[0]?.answer(100);
  expect([await used, asked.map(({ item }) => item)]).toEqual([null, ['two']]);
});

test('a code that is taken away while it is asked about stays away', async () => {
  const used = checkout.useCoupon('SPRING');
  await checkout.useCoupon('');
  asked[0]?.answer(100);
  expect([await used, checkout.coupon.peek(), checkout.total.peek()]).toEqual([null, null, '']);
});

test('whoever asked first hears what the second code comes to', async () => {
  const [first, second] = [checkout.useCoupon('OLD'), checkout.useCoupon('WRONG')];
  asked[1]?.answer(null);
  asked[0]?.answer(100);
  expect([(await first)?.code, (await second)?.code, checkout.coupon.peek()]).toEqual(['shop.coupon', 'shop.coupon', null]);
});

test('a wrong code in place of one that stands: that one is asked about again for the option that is chosen by now', async () => {
  const good = checkout.useCoupon('GOOD');
  asked[0]?.answer(100);
  await good;
  checkout.consider('two');
  const wrong = checkout.useCoupon('WRONG');
  asked[1]?.answer(200);
  asked[2]?.answer(null);
  expect((await wrong)?.code).toBe('shop.coupon');
  asked[3]?.answer(200);
  await settle();
  expect([asked.map(({ item, coupon }) => `${item} ${coupon}`), checkout.total.peek().includes('8')]).toEqual([['one GOOD', 'two GOOD', 'two WRONG', 'two GOOD'], true]);
});
