import { readablePassword, subscriptionEndMs, subscriptionState } from '#server/domain';
import type { AccountRow } from '#server/store';
import { accountNamed, dateText, tableText, wordAt } from './operator-tools';
import type { OperatorCommand, OperatorTools } from './operator-tools';
import { problem } from './operator-words';

const SHORTEST_PASSWORD = 8;

async function plansText(tools: OperatorTools, account: AccountRow): Promise<string> {
  const now = tools.nowMs();
  const rows = await tools.store.rights.subscriptions(account.id);
  const standing = rows.filter((row) => subscriptionState(row, now) !== 'over');
  if (rows.length === 0) return 'no plan';
  if (standing.length === 0) return 'plan over';
  return standing.map((row) => `${row.planId} (${subscriptionState(row, now)} until ${dateText(subscriptionEndMs(row), '')})`).join(', ');
}

async function setStatus(tools: OperatorTools, name: string, status: AccountRow['status']): Promise<string> {
  const account = await accountNamed(tools, name);
  await tools.store.accounts.setStatus(account.id, status, account.expiresAtMs);
  return status === 'suspended' ? `${account.name} is suspended: nothing is given out to it from now on.` : `${account.name} may watch again.`;
}

/** Commands about accounts. */
export const ACCOUNT_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'account add': {
    usage: '<name> [--password <word>] [--plan <plan>] [--streams <number>] [--adult] [--expires <date>] [--language en|de|ar]',
    async run(words, tools) {
      const name = wordAt(words, 2, 'the name of the account');
      const password = words.text('password', readablePassword(4));
      if (password.length < SHORTEST_PASSWORD) throw problem(`the password needs ${String(SHORTEST_PASSWORD)} characters`);
      const planId = words.text('plan', '');
      const language = words.text('language', 'en');
      const made = { name, password, maxConnections: words.count('streams', 3), allowsAdult: words.has('adult'), expiresAtMs: words.moment('expires') };
      words.endOfFlags();
      if (planId !== '' && !(await tools.rights.book()).plans.has(planId)) throw problem(`there is no plan "${planId}"`);
      const profiles = [{ name, avatar: 'ember', isKids: false, maxAge: -1, language }, { name: 'Kids', avatar: 'moss', isKids: true, maxAge: 7, language }];
      const { id, stream } = await tools.accounts.create({ ...made, profiles });
      if (planId !== '') await tools.billing.give(id, planId);
      return [
        `Account ${name} is there. These passwords are shown once:`, `  sign-in        ${name}  ${password}`,
        `  other players  ${stream.username}  ${stream.password}`,
      ].join('\n');
    },
  },
  'account list': {
    usage: '',
    async run(words, tools) {
      words.endOfFlags();
      const rows: string[][] = [];
      for (const account of await tools.store.accounts.all()) {
        rows.push([account.name, account.status, `expires ${dateText(account.expiresAtMs, 'never')}`, await plansText(tools, account)]);
      }
      return rows.length === 0 ? 'There are no accounts.' : tableText(rows);
    },
  },
  'account suspend': { usage: '<name>', run: (words, tools) => setStatus(tools, wordAt(words, 2, 'the name of the account'), 'suspended') },
  'account resume': { usage: '<name>', run: (words, tools) => setStatus(tools, wordAt(words, 2, 'the name of the account'), 'active') },
  'account give': {
    usage: '<name> <plan>',
    async run(words, tools) {
      const account = await accountNamed(tools, wordAt(words, 2, 'the name of the account'));
      await tools.billing.give(account.id, wordAt(words, 3, 'the name of the plan'));
      return `${account.name}: ${await plansText(tools, account)}.`;
    },
  },
};
