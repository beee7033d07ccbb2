import { runPackageTizen } from './package-wgt';

// Entry of `npm run package:tizen`; the project's root is the working directory of npm scripts.
process.exitCode = runPackageTizen(process.argv.slice(2), process.env, process.cwd(), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
