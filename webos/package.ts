import { runPackageWebos } from './package-ipk';

// Entry of `npm run package:webos`; the project's root is the working directory of npm scripts.
void runPackageWebos(process.argv.slice(2), process.env, process.cwd(), {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
}).then((code) => {
  process.exitCode = code;
});
