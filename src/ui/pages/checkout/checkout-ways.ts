import type { AppModel } from '#model/app';
import type { CheckoutModel, CheckoutState } from '#model/shop';
import type { ButtonSpec } from '#ui/components';
import type { Ui } from '#ui/engine';
import { askText } from '../forms/ask-text';

/** Says aloud how far an order is, where that matters to whoever does not see the page. */
export function announceState(ui: Ui, app: AppModel, state: CheckoutState): void {
  const { t } = app.translator;
  if (state.kind === 'waiting') ui.mirror.announce(`${t('shop.waiting')}. ${t('shop.scan')}`);
  if (state.kind === 'declined') ui.mirror.announce(t('shop.declined'), 'assertive');
  if (state.kind !== 'failed') return;
  const words = app.notices.describe(state.error);
  ui.mirror.announce(`${words.title}. ${words.text}`, 'assertive');
}

/** The button a coupon is typed by. */
export function couponButton(ui: Ui, app: AppModel, checkout: CheckoutModel): ButtonSpec {
  const { t } = app.translator;
  const isFirst = checkout.coupon.peek() === null;
  return { id: 'coupon', label: t(isFirst ? 'shop.coupon' : 'shop.coupon-other'), icon: 'ticket', onPress: () => { askCoupon(ui, app, checkout); } };
}

function askCoupon(ui: Ui, app: AppModel, checkout: CheckoutModel): void {
  const { t } = app.translator;
  askText(ui, app.translator, {
    id: 'coupon', title: t('shop.coupon'), label: t('shop.coupon-code'), value: checkout.coupon.peek()?.code ?? '', longest: 40,
    onText: (code) => {
      void checkout.useCoupon(code).then((error) => {
        if (error !== null) app.notices.showToast(app.notices.describe(error).title);
      });
    },
  });
}

/** The label before what is due, which names the coupon. */
export function totalLabel(app: AppModel, checkout: CheckoutModel): string {
  const { t } = app.translator;
  const coupon = checkout.coupon.peek();
  return coupon === null || coupon.off === '' ? t('shop.total') : t('shop.total-coupon', { code: coupon.code, off: coupon.off });
}
