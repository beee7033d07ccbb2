import type { Page } from '#test/harness/cdp';

/** Fills the one form of a page and sends it by pressing its button. */
async function send(page: Page, fields: Readonly<Record<string, string>>, button = 'form button'): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await page.evaluate(`document.querySelector('input[name="${name}"]').value = ${JSON.stringify(value)}`);
  }
  await page.evaluate(`document.querySelector(${JSON.stringify(button)}).click()`);
}

/** What a viewer does with the phone: opens the platform's short address, types the code, signs in and confirms. */
export async function confirmOnPhone(phone: Page, platformUrl: string, code: string, account: { readonly name: string; readonly password: string }): Promise<void> {
  await phone.navigate(`${platformUrl}/tv`);
  await send(phone, { user_code: code });
  await phone.waitFor('document.querySelector(\'input[name="password"]\') !== null', { what: 'the phone asks for the sign-in' });
  await send(phone, { name: account.name, password: account.password });
  await phone.waitFor('document.querySelector(\'button[value="confirm"]\') !== null', { what: 'the phone asks to confirm' });
  await send(phone, {}, 'button[value="confirm"]');
  await phone.waitFor('document.querySelector(".sign.done") !== null', { what: 'the phone says done' });
}
