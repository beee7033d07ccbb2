import { readImportWish, runImportWish } from '../import';
import type { OperatorCommand } from './operator-tools';
import { wordAt } from './operator-tools';

/** Bringing a folder of films and series in; the formats of lists have a program of their own, which this is too. */
export const IMPORT_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'import folder': {
    usage: '<folder> [--source <name>]',
    async run(words, { store, nowMs, pictureAddress, pictures }) {
      const source = words.text('source', 'folder');
      words.endOfFlags();
      const wish = readImportWish(['folder', wordAt(words, 2, 'a folder'), '--source', source]);
      if (!wish.ok) throw wish.error;
      return (await runImportWish(wish.value, { store, nowMs, progress: () => undefined, pictures: pictures ?? null, ...(pictureAddress === undefined ? {} : { pictureAddress }) })).text;
    },
  },
};
