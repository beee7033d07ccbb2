import { tableText, wordAt } from './operator-tools';
import type { OperatorCommand, OperatorTools } from './operator-tools';

const MOST_FOUND = 40;

async function* named(tools: OperatorTools): AsyncGenerator<ReadonlyArray<readonly [kind: string, id: number, name: string]>> {
  const { catalog } = tools.store;
  for (const kind of ['channel', 'movie', 'series'] as const) {
    yield (await catalog.categories(kind)).map((row) => [`category of ${kind === 'series' ? 'series' : `${kind}s`}`, row.id, row.name] as const);
  }
  for await (const page of catalog.channels({ includesAdult: true })) yield page.map((row) => ['channel', row.id, row.name] as const);
  for await (const page of catalog.listedMovies({ includesAdult: true })) yield page.map((row) => ['movie', row.id, row.name] as const);
  for await (const page of catalog.listedSeries({ includesAdult: true })) yield page.map((row) => ['series', row.id, row.name] as const);
}

/** Finds the numbers other commands take. */
export const FIND_COMMAND: OperatorCommand = {
  usage: '<part of a name>',
  async run(words, tools) {
    const wanted = wordAt(words, 1, 'a part of a name').toLowerCase();
    const rows: string[][] = [];
    for await (const page of named(tools)) {
      for (const [kind, id, name] of page) {
        if (rows.length < MOST_FOUND && name.toLowerCase().includes(wanted)) rows.push([kind, String(id), name]);
      }
    }
    return rows.length === 0 ? 'Nothing is called that.' : tableText(rows);
  },
};
