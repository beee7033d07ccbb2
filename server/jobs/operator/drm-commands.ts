import { readFileSync } from 'node:fs';
import { readContentKey } from '#server/domain';
import type { ContentKey } from '#server/domain';
import type { DrmKind, DrmSystem } from '#server/store';
import { tableText } from './operator-tools';
import type { OperatorCommand, OperatorTools } from './operator-tools';
import { problem } from './operator-words';
import type { OperatorWords } from './operator-words';

const KINDS: readonly DrmKind[] = ['channel', 'movie', 'episode'];
const SYSTEMS: readonly DrmSystem[] = ['clearkey', 'widevine', 'playready'];

interface Named {
  readonly kind: DrmKind;
  readonly itemId: number;
}

/** The one row `--channel`, `--movie` or `--episode` names. */
function namedRow(words: OperatorWords): Named {
  const named = KINDS.filter((kind) => words.has(kind)).map((kind): Named => ({ kind, itemId: words.count(kind) }));
  const [only, ...others] = named;
  if (only === undefined || others.length > 0) throw problem('name one row: --channel, --movie or --episode with its number');
  return only;
}

async function nameOf({ store: { catalog } }: OperatorTools, { kind, itemId }: Named): Promise<string | null> {
  if (kind === 'channel') return (await catalog.channel(itemId))?.name ?? null;
  if (kind === 'movie') return (await catalog.movie(itemId))?.name ?? null;
  return (await catalog.episode(itemId))?.name ?? null;
}

/** Keys said on the command line, or better, where nobody else sees them, in a file: one a line. What is wrong is told without repeating it. */
function keysOf(words: OperatorWords): readonly ContentKey[] {
  const path = words.text('keys-file', '');
  const lines = path === '' ? words.list('keys') : readLines(path);
  return lines.map((line, at) => {
    const key = readContentKey(line);
    if (key === null) throw problem(`key ${String(at + 1)} is none: it must be <key id>:<key>, 32 hexadecimal digits each`);
    return key;
  });
}

function readLines(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  } catch {
    throw problem(`--keys-file=${path} cannot be read`);
  }
}

/** Commands on protected titles and their keys. */
export const DRM_COMMANDS: Readonly<Record<string, OperatorCommand>> = {
  'drm set': {
    usage: '--movie|--channel|--episode <number> --systems clearkey,widevine,playready [--keys <key id>:<key>,… | --keys-file <path>]',
    async run(words, tools) {
      const row = namedRow(words);
      const wanted = words.list('systems');
      // In the order they were named: the first is preferred.
      const systems = wanted.flatMap((name) => SYSTEMS.filter((system) => system === name));
      const keys = keysOf(words);
      words.endOfFlags();
      if (systems.length === 0 || systems.length < wanted.length) throw problem(`--systems takes some of ${SYSTEMS.join(', ')}`);
      if (systems.includes('clearkey') && keys.length === 0) throw problem('ClearKey needs --keys or --keys-file: the platform gives them out itself');
      const name = await nameOf(tools, row);
      if (name === null) throw problem(`there is no ${row.kind} ${String(row.itemId)}; "find" shows the numbers`);
      await tools.vault.put({ ...row, systems }, keys);
      return `${name} is protected: ${systems.join(', ')}, ${String(keys.length)} key${keys.length === 1 ? '' : 's'}.`;
    },
  },
  'drm list': {
    usage: '',
    async run(_words, tools) {
      const rows: string[][] = [];
      for (const title of await tools.store.drm.titles()) {
        // Key ids stand in every stream; keys are shown to nobody.
        const keyIds = (await tools.store.drm.keys(title.kind, title.itemId)).map((key) => key.keyId);
        rows.push([title.kind, String(title.itemId), (await nameOf(tools, title)) ?? '(gone)', title.systems.join(','), keyIds.join(',')]);
      }
      return rows.length === 0 ? 'Nothing is protected.' : tableText(rows);
    },
  },
  'drm remove': {
    usage: '--movie|--channel|--episode <number>',
    async run(words, { store }) {
      const { kind, itemId } = namedRow(words);
      words.endOfFlags();
      if (!(await store.drm.remove(kind, itemId))) throw problem(`${kind} ${String(itemId)} is not protected`);
      return `No licences are given for ${kind} ${String(itemId)} any more, and its keys are gone.`;
    },
  },
};
