/** Hidden fields of a page's form. */
function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)) fields[name] = value.replace(/&amp;/g, '&');
  return fields;
}

/**
 * Confirms the code a television shows, by the platform's own phone page but without a browser: for engines that open no
 * second page. Rejects with what the page says when it refuses.
 */
export async function confirmDevice(platformUrl: string, code: string, account: { readonly name: string; readonly password: string }): Promise<void> {
  const first = await fetch(`${platformUrl}/tv`);
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  let html = await first.text();
  const send = async (path: string, fields: Readonly<Record<string, string>>): Promise<void> => {
    const body = new URLSearchParams({ ...hiddenFields(html), ...fields });
    const answer = await fetch(`${platformUrl}${path}`, { method: 'POST', body, headers: { cookie } });
    html = await answer.text();
    if (!answer.ok) throw new Error(`${path} answers ${String(answer.status)}: ${html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/g, ' ').slice(0, 400)}`);
  };
  await send('/activate', { user_code: code });
  await send('/activate/sign-in', { user_code: code, name: account.name, password: account.password });
  await send('/activate/decision', { decision: 'confirm' });
}
