import type { ConsoleView, PageContent } from '../console-view';
import type { ConsoleAudit, ConsoleOperator, ConsoleSecret } from '../console-wire';
import { button, el, panel, tag } from '../dom';
import { form } from '../form';
import { table } from '../table';
import { TEXTS } from '../texts';
import { momentText } from '../words';

const ROLES = [['support', TEXTS.roles.support], ['editor', TEXTS.roles.editor], ['owner', TEXTS.roles.owner]] as const;

function operatorActions(view: ConsoleView, row: ConsoleOperator): HTMLElement | null {
  if (row.isSelf) return tag(TEXTS.you);
  const change = (body: unknown, done: string): void => view.run(() => view.api.change('PUT', `operators/${row.id}`, body), done);
  const role = el('select', { 'aria-label': `${TEXTS.role}: ${row.name}` }, ...ROLES.map(([value, label]) => el('option', { value, selected: value === row.role }, label)));
  const setRole = button(TEXTS.setRole, () => change({ role: role.value }, TEXTS.operatorDone(row.name)), { class: 'small' });
  const toggle = button(row.isActive ? TEXTS.switchOff : TEXTS.switchOn, () => change({ isActive: !row.isActive }, TEXTS.operatorDone(row.name)), { class: row.isActive ? 'small danger' : 'small' });
  const password = button(TEXTS.newPassword, () => view.ask(TEXTS.newPasswordAsk(row.name), TEXTS.newPassword, async () => {
    view.showSecret(await view.api.change<ConsoleSecret>('POST', `operators/${row.id}/password`));
  }, ''), { class: 'small' });
  return el('div', { class: 'row' }, role, setRole, password, toggle);
}

/** Who may sign in here, and what they did. */
export async function operatorsPage(view: ConsoleView): Promise<PageContent> {
  const { items } = await view.api.get<{ items: readonly ConsoleOperator[] }>('operators');
  const audit = await view.api.get<{ items: readonly ConsoleAudit[] }>('audit');
  const rows = table(TEXTS.operators, [
    { heading: TEXTS.name, cell: (row: ConsoleOperator) => row.name },
    { heading: TEXTS.state, cell: (row: ConsoleOperator) => (row.isActive ? tag(TEXTS.active, 'good') : tag(TEXTS.switchedOff, 'bad')) },
    { heading: TEXTS.role, cell: (row: ConsoleOperator) => row.role }, { heading: '', cell: (row: ConsoleOperator) => operatorActions(view, row) },
  ], items, '');
  const add = form({
    fields: [{ name: 'name', label: TEXTS.name, isNeeded: true, max: 60 }, { name: 'role', label: TEXTS.role, kind: 'choice', choices: ROLES }],
    submit: TEXTS.add,
    act: async (filled) => view.showSecret(await view.api.change<ConsoleSecret>('POST', 'operators', { name: filled.text('name'), role: filled.text('role') })),
  });
  const log = table(TEXTS.newestChanges, [
    { heading: TEXTS.time, cell: (row: ConsoleAudit) => momentText(row.atMs) }, { heading: TEXTS.operator, cell: (row: ConsoleAudit) => row.operator },
    { heading: TEXTS.what, cell: (row: ConsoleAudit) => row.action }, { heading: TEXTS.subject, cell: (row: ConsoleAudit) => row.subject },
    { heading: TEXTS.detail, cell: (row: ConsoleAudit) => row.detail },
  ], audit.items, TEXTS.noChanges);
  return { title: TEXTS.operators, children: [panel(TEXTS.operators, rows), panel(TEXTS.addOperator, add), panel(TEXTS.audit, log)] };
}

/** One's own password. */
export async function ownPasswordPage(view: ConsoleView): Promise<PageContent> {
  const own = form({
    fields: [
      { name: 'old', label: TEXTS.oldPassword, kind: 'password', autocomplete: 'current-password', isNeeded: true },
      { name: 'password', label: TEXTS.newPassword, kind: 'password', autocomplete: 'new-password', isNeeded: true, hint: TEXTS.passwordHint },
    ],
    submit: TEXTS.save,
    act: async (filled) => {
      await view.api.change('POST', 'own-password', { old: filled.text('old'), password: filled.text('password') });
      view.reload(TEXTS.ownPasswordDone);
    },
  });
  return { title: TEXTS.ownPassword, children: [panel(TEXTS.ownPassword, own)] };
}
