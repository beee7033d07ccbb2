import { runVerifyWebos } from './verify-ipk';

// Entry of `npm run verify:webos`; the project's root is the working directory of npm scripts.
void runVerifyWebos(process.argv.slice(2), process.cwd(), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
}).then((code) => {
  process.exitCode = code;
});
