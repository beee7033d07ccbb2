import { readablePassword } from '#server/domain';
import { tableText, wordAt } from './operator-tools';
import type { OperatorCommand } from './operator-tools';
import { problem } from './operator-words';

/** Commands about who signs in to the console: the way back in for an owner who lost the password. */
export const CONSOLE_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'console list': {
    usage: '',
    async run(words, { store }) {
      words.endOfFlags();
      const rows = (await store.console.operators()).map((row) => [row.name, row.role, row.isActive ? '' : 'off']);
      return rows.length === 0 ? 'Nobody: the next start makes the first owner.' : tableText(rows);
    },
  },
  'console password': {
    usage: '<name>',
    async run(words, { store, operators }) {
      const name = wordAt(words, 2, 'the name of an operator');
      words.endOfFlags();
      const row = await store.console.operatorByName(name);
      if (row === null) throw problem(`there is no operator "${name}"; "console list" shows those there are`);
      const password = readablePassword(4);
      await operators.change(row.id, { password, isActive: true });
      await operators.note({ ...row, name: 'command line' }, { action: 'operator.password', subject: row.name });
      return `${row.name} may sign in with ${password}. It is shown once.`;
    },
  },
};
