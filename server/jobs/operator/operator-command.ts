import { ACCOUNT_COMMANDS } from './account-commands';
import { ADS_COMMANDS } from './ads-commands';
import { CONSOLE_COMMANDS } from './console-commands';
import { DRM_COMMANDS } from './drm-commands';
import { EVALUATE_COMMAND } from './evaluate-command';
import { FIND_COMMAND } from './find-command';
import { IMPORT_COMMANDS } from './import-commands';
import { MONEY_COMMANDS } from './money-commands';
import type { OperatorCommand, OperatorTools } from './operator-tools';
import { OperatorWords, problem } from './operator-words';
import { RECOMMEND_COMMANDS } from './recommend-commands';
import { RECORDING_COMMANDS } from './recording-commands';
import { SALE_COMMANDS } from './sale-commands';

const COMMANDS: Readonly<Record<string, OperatorCommand>> = { find: FIND_COMMAND, evaluate: EVALUATE_COMMAND, ...ACCOUNT_COMMANDS, ...SALE_COMMANDS, ...MONEY_COMMANDS, ...CONSOLE_COMMANDS, ...ADS_COMMANDS, ...DRM_COMMANDS, ...RECOMMEND_COMMANDS, ...RECORDING_COMMANDS, ...IMPORT_COMMANDS };

/** What is printed when the words are not understood. */
export const OPERATOR_USAGE = `Usage: npm run operator -- <command>

${Object.entries(COMMANDS).map(([name, { usage }]) => `  ${name} ${usage}`.trimEnd()).join('\n')}
  backup <folder>
  restore <folder>

"set" makes or replaces. HEARTH_DATA_DIR names the data folder. The server may be running, except for restore.`;

/** Does what the words say and answers the text to print. Rejects with `input.invalid` and what is wrong. */
export async function runOperatorCommand(given: readonly string[], tools: OperatorTools): Promise<string> {
  const words = new OperatorWords(given);
  const [first = '', second = ''] = words.plain;
  const command = COMMANDS[`${first} ${second}`] ?? COMMANDS[first];
  if (command === undefined) throw problem(OPERATOR_USAGE);
  return command.run(words, tools);
}
