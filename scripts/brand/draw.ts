import { runDrawArt } from './draw-art';

// Entry of `npm run brand:art`; the project's root is the working directory of npm scripts.
process.exitCode = runDrawArt(process.argv.slice(2), process.cwd(), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
