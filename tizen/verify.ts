import { runVerifyTizen } from './verify-wgt';

// Entry of `npm run verify:tizen`; the project's root is the working directory of npm scripts.
process.exitCode = runVerifyTizen(process.argv.slice(2), process.cwd(), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
