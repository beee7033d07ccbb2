import { runInstallTizen } from './install-wgt';

// Entry of `npm run install:tizen`; the project's root is the working directory of npm scripts.
process.exitCode = await runInstallTizen(process.argv.slice(2), process.cwd(), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
