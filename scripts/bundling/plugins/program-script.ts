import type { Plugin } from 'rollup';

/**
 * What a script of a program is wrapped in; the function's own text is the program, polyfills included. It stands in brackets of its own: engines compile such a
 * function with its script, beside the drawing thread, and not once more when it is called.
 */
const HEAD = '(typeof hearthProgram=="function"?hearthProgram:function(f){var e={};f(e);e.serve(self)})((function(exports){"use strict";';
const TAIL = '\n}));\n';

/** A finished program as one function, in a script that can be used in three ways (see {@link programScript}). */
export function wrapProgram(code: string): string {
  return HEAD + code + TAIL;
}

/**
 * Makes a CommonJS bundle a script that runs wherever it is loaded: as a worker's own address it serves whoever started the worker; in
 * a page that defines `hearthProgram` it hands its function over without running it, to be run there in slices, or to be written into a
 * Blob as another worker's text (`file:` pages may start no worker from an address).
 */
export function programScript(): Plugin {
  return {
    name: 'program-script',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) if (output.type === 'chunk') output.code = wrapProgram(output.code);
    },
  };
}
