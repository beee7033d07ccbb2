import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CommandOutput } from '../command-line';

/** A scratch folder that is gone after `remove`. */
export interface ScratchFolder {
  readonly path: string;
  remove(): void;
}

/** A fresh folder below the system's temporary one. */
export function makeScratchFolder(): ScratchFolder {
  const path = mkdtempSync(join(tmpdir(), 'hearth-packaging-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Files of a small built app, as the real build lays it out. Contents are text. */
export function fixtureAppFiles(): Record<string, string> {
  return {
    'index.html':
      '<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="app.css"></head><body><script src="boot.js"></script></body></html>\n',
    'app.css': 'html { background: transparent }\n',
    'boot.js': '(function () { document.title = "fixture"; })();\n',
    'app-modern.js':
      'window.app = { keys: window.tizen && tizen.tvinputdevice, info: window.webapis && webapis.productinfo.getModel };\n',
    'app-legacy.js': 'window.app = webapis.network.addNetworkStateChangeListener;\n',
    'app-modern.js.map': '{}\n',
    'vendor/shaka-player.js': '/* player */\n',
    'static/strings/en.json': '{ "app.name": "Hearth" }\n',
    'static/images/empty@2x+a~b.txt': '',
  };
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** A command's output, kept for the test. */
export function memoryOutput(): CommandOutput & { readonly lines: string[]; readonly errors: string[] } {
  const lines: string[] = [];
  const errors: string[] = [];
  return { lines, errors, out: (line) => lines.push(line), err: (line) => errors.push(line) };
}
