import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import type { RemoteKey } from '#ports';
import { createSampleApp, settle } from '#test/harness/fakes';
import type { SampleOptions } from '#test/harness/fakes';
import { createTestStage } from '#test/harness/stage';
import { attachShell } from './attach-shell';

const FILE = join(process.cwd(), 'docs/spoken.md');
const HEAD = `# What a listener hears

The main ways through the app as the set's voice tells them, one line for each key. Written by \`SPOKEN=write npx jest src/ui/shell/spoken\`
from the app itself with the sample catalogue; a test compares. Whoever changes a line here has changed what blind viewers hear: read it aloud.
`;

/** A way through the app, told to somebody who does not see it. */
interface Journey {
  readonly title: string;
  readonly options?: SampleOptions;
  readonly keys: readonly RemoteKey[];
}

/** How long a listener waits before the next key: longer than the app waits for the focus to rest. */
const LISTEN_MS = 400;
/** Turns for a page that is loaded late. */
const TURNS = 12;

/** Walks through the app by keys and answers what the set's voice says: one line per key, `**right**  The Salt Road, …`. */
async function walkAloud({ options, keys }: Journey): Promise<readonly string[]> {
  const { app, host } = await createSampleApp(options);
  host.speech.isEnabled = true;
  const screen = createTestStage({ host });
  const detach = attachShell(screen.engine, app);
  const listen = async (): Promise<string> => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await host.clock.advance(LISTEN_MS / TURNS);
      await settle();
      screen.frame(LISTEN_MS / TURNS);
    }
    screen.settle();
    return host.speech.spoken.splice(0).filter((words) => words !== '(stop)').join(' / ');
  };
  try {
    const lines = [`(start) ${await listen()}`];
    for (const key of keys) {
      screen.press(key);
      lines.push(`**${key}** ${await listen()}`);
    }
    return lines;
  } finally {
    detach();
    screen.dispose();
    app.dispose();
  }
}

const JOURNEYS: readonly Journey[] = [
  { title: 'Choosing a profile', options: { stage: 'profiles' }, keys: ['right', 'right', 'left'] },
  { title: 'Home', keys: ['right', 'down', 'right', 'down', 'down', 'left', 'back', 'left'] },
  { title: 'From the menu to Live TV and a channel', keys: ['left', 'down', 'ok', 'right', 'down', 'down', 'ok', 'ok', 'right', 'back', 'back'] },
  { title: 'The guide', keys: ['left', 'down', 'down', 'ok', 'right', 'down', 'left', 'ok', 'down', 'back'] },
  { title: 'A film', keys: ['left', 'down', 'down', 'down', 'ok', 'down', 'right', 'ok', 'right', 'down', 'down', 'right', 'back'] },
  { title: 'Searching', keys: ['left', 'up', 'ok', 'ok', 'right', 'right', 'ok', 'down'] },
  { title: 'Settings', keys: ['left', 'down', 'down', 'down', 'down', 'down', 'down', 'ok', 'down', 'down', 'right', 'down', 'ok'] },
  { title: 'Moving to another television', keys: ['left', 'down', 'down', 'down', 'down', 'down', 'down', 'ok', 'right', 'down', 'down', 'down', 'down', 'down', 'ok', 'down', 'down', 'down', 'up', 'ok', 'down', 'back'] },
  { title: 'Leaving', keys: ['back', 'back', 'right', 'left'] },
];

jest.setTimeout(60_000);

const isWriting = process.env['SPOKEN'] === 'write';
const told: string[] = [];

test.each(JOURNEYS)('$title is told as written', async (journey) => {
  const lines = (await walkAloud(journey)).map((line) => `- ${line}`).join('\n');
  told.push(`\n## ${journey.title}\n\n${lines}\n`);
  if (isWriting) writeFileSync(FILE, HEAD + told.join(''));
  const written = readFileSync(FILE, 'utf8');
  const start = written.indexOf(`## ${journey.title}\n`);
  const end = written.indexOf('\n## ', start + 1);
  expect(lines).toBe(written.slice(start, end === -1 ? undefined : end).split('\n').filter((line) => line.startsWith('- ')).join('\n'));
});
