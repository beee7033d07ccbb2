import { startPlatform } from '#test/harness/server';
import { openTv } from './open-tv';
import { HELP, listModels, readTvOptions } from './read-options';

/** `npm run tv`: resolves to the exit code once it is stopped by Ctrl+C. */
export async function runTv(words: readonly string[], say: (line: string) => void): Promise<number> {
  if (words.indexOf('--help') >= 0) {
    say(HELP);
    return 0;
  }
  if (words.indexOf('--list') >= 0) {
    for (const line of listModels()) say(line);
    return 0;
  }
  let options;
  try {
    options = readTvOptions(words);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
  const platform = options.platformUrl === '' ? await startPlatform() : null;
  const set = await openTv(options, platform?.url ?? options.platformUrl);
  say(`${options.preset.id} on ${set.url}`);
  if (platform !== null) say(`platform ${platform.url}: name tester, password tester-password; phone page ${platform.url}/activate`);
  say('Ctrl+C ends both.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await set.close();
  await platform?.stop();
  return 0;
}
