import { runInstallWebos } from './install-ipk';

// Entry of `npm run install:webos`; the project's root is the working directory of npm scripts.
process.exitCode = await runInstallWebos(process.argv.slice(2), process.cwd(), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
});
