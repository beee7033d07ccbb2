import type { TelevisionParts } from '../core/television-parts';
import { SimulatedFileHandle } from './file-handle';
import type { FileBytes, OpenMode } from './file-handle';
import { resolvedFile } from './resolved-file';
import { PACKAGE_ROOT, parentOf, rootOf, tidy } from './stored-files';
import type { StoredFiles } from './stored-files';
import { needPrivilege, refuseCall, WebApiException } from './web-api-exception';

const READ = 'http://tizen.org/privilege/filesystem.read';
const WRITE = 'http://tizen.org/privilege/filesystem.write';
/** What belongs to the set's owner and not to the app alone. */
const SHARED: ReadonlySet<string> = new Set(['documents', 'downloads', 'images', 'music', 'videos']);
const SHARED_PRIVILEGE = 'http://tizen.org/privilege/mediastorage';
const MODES: ReadonlySet<unknown> = new Set(['a', 'r', 'rw', 'rwo', 'w']);
/** The first Tizen with the interface of today; older sets only resolve. */
const SINCE = 5;
const HOME = 'file:///opt/usr/home/owner';
const APP = `${HOME}/apps_rw/HearthTv01`;
const PLACES: Readonly<Record<string, string>> = {
  documents: `${HOME}/content/Documents`, downloads: `${HOME}/content/Downloads`, images: `${HOME}/content/Images`, music: `${HOME}/content/Sounds`,
  videos: `${HOME}/content/Videos`, 'wgt-package': `${APP}/res/wgt`, 'wgt-private': `${APP}/data`, 'wgt-private-tmp': `${APP}/tmp`,
};

/** Callbacks as a page hands them over: functions, or nothing. */
type Callbacks = readonly [ok: unknown, failed: unknown];

/**
 * `tizen.filesystem` (T-28): the virtual roots, privileges and errors of a set. Nothing can be plugged in, a list has no filter, and addresses of files
 * (`toURI`) lead nowhere in a browser. Source: Tizen Filesystem API.
 */
export class SimulatedFilesystem {
  private readonly parts: Pick<TelevisionParts, 'config' | 'journal' | 'timers'>;
  private readonly files: StoredFiles;

  constructor(parts: Pick<TelevisionParts, 'config' | 'journal' | 'timers'>, files: StoredFiles) {
    this.parts = parts;
    this.files = files;
  }

  /** What the page gets. */
  api(): object {
    const old = { maxPathLength: 4096, resolve: this.resolve.bind(this) };
    if (Number(this.parts.config.preset.osVersion) < SINCE) return old;
    return {
      ...old,
      maxNameLength: 255,
      openFile: this.openFile.bind(this),
      createDirectory: this.createDirectory.bind(this),
      deleteFile: this.deleteFile.bind(this),
      deleteDirectory: this.deleteDirectory.bind(this),
      copyFile: (source: unknown, target: unknown, isForced: unknown, ok?: unknown, failed?: unknown) => { this.copyFile('copyFile', source, target, isForced, [ok, failed]); },
      moveFile: (source: unknown, folder: unknown, isForced: unknown, ok?: unknown, failed?: unknown) => {
        const name = typeof source === 'string' ? tidy(source).split('/').pop() ?? '' : '';
        this.copyFile('moveFile', source, typeof folder === 'string' ? `${folder}/${name}` : folder, isForced, [ok, failed]);
      },
      listDirectory: this.listDirectory.bind(this),
      toURI: (path: unknown) => this.addressOf(this.pathOf('toURI', path)),
      isFile: (path: unknown) => typeof this.existing('isFile', path) === 'string',
      isDirectory: (path: unknown) => this.existing('isDirectory', path) === null,
      pathExists: (path: unknown) => this.files.get(this.admit('pathExists', path, READ)) !== undefined,
      getDirName: (path: unknown) => parentOf(tidy(String(path))),
    };
  }

  /** Opens a file for `resolve` as well; its privilege has been looked at. Errors: `IOError`, `NotFoundError`. */
  open(path: string, mode: OpenMode, makeParents: boolean): SimulatedFileHandle {
    const { files } = this;
    const found = files.get(path);
    if (found === null) throw new WebApiException('IOError', `${path} is a folder`);
    if (mode !== 'r' && rootOf(path) === PACKAGE_ROOT) throw new WebApiException('IOError', `${PACKAGE_ROOT} is read only`);
    if (found === undefined) {
      if (mode === 'r' || mode === 'rw') throw new WebApiException('NotFoundError', path);
      this.needFolder(parentOf(path), makeParents);
    }
    if (found === undefined || mode === 'rwo' || mode === 'w') files.put(path, '');
    const bytes: FileBytes = {
      read: () => files.get(path) ?? '',
      write: (letters) => { files.put(path, letters); },
      later: (work, ok, failed) => { this.later(work, [ok, failed]); },
    };
    return new SimulatedFileHandle(path, mode, bytes);
  }

  /** Makes a folder. Errors: `IOError` when something is there or nothing may be, `NotFoundError` without the folder it shall be in. */
  makeFolder(path: string, makeParents: boolean): void {
    if (this.files.get(path) !== undefined || rootOf(path) === PACKAGE_ROOT) throw new WebApiException('IOError', `${path} is there, or may not be`);
    this.needFolder(parentOf(path), makeParents);
    this.files.put(path, null);
  }

  /** Deletes a file or a folder. Errors: `NotFoundError` for what is not there or is the other, `IOError` for what may not be or is not empty. */
  remove(path: string, isFolder: boolean, isWhole = true): void {
    const found = this.files.get(path);
    if (found === undefined || (found === null) !== isFolder) throw new WebApiException('NotFoundError', path);
    if (path === rootOf(path) || rootOf(path) === PACKAGE_ROOT) throw new WebApiException('IOError', `${path} stays`);
    if (isFolder && !isWhole && this.files.list(path).length > 0) throw new WebApiException('IOError', `${path} is not empty`);
    this.files.delete(path);
  }

  /** The address of a virtual path. Throws `InvalidValuesError` for unknown roots. */
  addressOf(path: string): string {
    const root = rootOf(path);
    const place = PLACES[root];
    if (place === undefined) throw new WebApiException('InvalidValuesError', path);
    return encodeURI(place + path.slice(root.length));
  }

  /** Runs work later and answers with its result, or with what it threw. */
  later(work: () => unknown, [ok, failed]: Callbacks): void {
    this.parts.timers.after(5, () => {
      let result: unknown;
      try {
        result = work();
      } catch (error) {
        if (typeof failed === 'function') Reflect.apply(failed, undefined, [error]);
        return;
      }
      if (typeof ok === 'function') Reflect.apply(ok, undefined, Array.isArray(result) ? (result as unknown[]) : [result]);
    });
  }

  /** Looks at privileges and the form of a path; answers the tidy path. Errors, remembered: `TypeMismatchError`, `SecurityError`, `InvalidValuesError`. */
  admit(call: string, path: unknown, ...privileges: readonly string[]): string {
    const { journal } = this.parts;
    journal.call(`filesystem.${call} ${String(path)}`);
    const tidied = this.pathOf(call, path);
    const needed = SHARED.has(rootOf(tidied)) ? [...privileges, SHARED_PRIVILEGE] : privileges;
    for (const privilege of needed) needPrivilege(this.parts, `filesystem.${call}`, privilege);
    return tidied;
  }

  private openFile(given: unknown, mode: unknown, makeParents: unknown = true): SimulatedFileHandle {
    if (!MODES.has(mode)) refuseCall(this.parts.journal, 'filesystem.openFile', 'TypeMismatchError', `no mode ${String(mode)}`);
    const wished = mode as OpenMode;
    const privileges = wished === 'r' ? [READ] : wished === 'rw' || wished === 'rwo' ? [READ, WRITE] : [WRITE];
    return this.open(this.admit('openFile', given, ...privileges), wished, makeParents !== false);
  }

  private createDirectory(given: unknown, makeParents: unknown = true, ok?: unknown, failed?: unknown): void {
    const path = this.admit('createDirectory', given, WRITE);
    this.later(() => {
      this.makeFolder(path, makeParents !== false);
      return path;
    }, [ok, failed]);
  }

  private deleteFile(given: unknown, ok?: unknown, failed?: unknown): void {
    const path = this.admit('deleteFile', given, WRITE);
    this.later(() => {
      this.remove(path, false);
      return parentOf(path);
    }, [ok, failed]);
  }

  private deleteDirectory(given: unknown, isWhole: unknown = true, ok?: unknown, failed?: unknown): void {
    const path = this.admit('deleteDirectory', given, WRITE);
    this.later(() => {
      this.remove(path, true, isWhole !== false);
      return parentOf(path);
    }, [ok, failed]);
  }

  private copyFile(call: 'copyFile' | 'moveFile', given: unknown, goal: unknown, isForced: unknown, callbacks: Callbacks): void {
    const source = this.admit(call, given, READ, WRITE);
    const target = this.admit(call, goal, READ, WRITE);
    this.later(() => {
      const bytes = this.files.get(source);
      if (typeof bytes !== 'string') throw new WebApiException('NotFoundError', source);
      if (call === 'moveFile' && rootOf(source) === PACKAGE_ROOT) throw new WebApiException('IOError', `${PACKAGE_ROOT} is read only`);
      if (this.files.get(target) !== undefined && isForced !== true) throw new WebApiException('IOError', `${target} is there`);
      this.needFolder(parentOf(target), false);
      if (rootOf(target) === PACKAGE_ROOT || this.files.get(target) === null) throw new WebApiException('IOError', `${target} is read only, or a folder`);
      this.files.put(target, bytes);
      if (call === 'moveFile' && source !== target) this.files.delete(source);
      return target;
    }, callbacks);
  }

  private listDirectory(given: unknown, ok: unknown, failed?: unknown): void {
    const path = this.admit('listDirectory', given, READ);
    if (typeof ok !== 'function') refuseCall(this.parts.journal, 'filesystem.listDirectory', 'TypeMismatchError', 'a callback is missing');
    this.later(() => {
      if (this.files.get(path) !== null) throw new WebApiException('NotFoundError', path);
      // The browser knows no names of a package's files.
      if (path === PACKAGE_ROOT) throw new WebApiException('IOError', path);
      return [this.files.list(path), path];
    }, [ok, failed]);
  }

  private resolve(location: unknown, ok: unknown, failed?: unknown, mode: unknown = 'rw'): void {
    const { journal } = this.parts;
    if (typeof ok !== 'function') refuseCall(journal, 'filesystem.resolve', 'TypeMismatchError', 'a callback is missing');
    if (mode !== null && !MODES.has(mode)) refuseCall(journal, 'filesystem.resolve', 'TypeMismatchError', 'no such mode');
    const path = this.admit('resolve', location, READ);
    this.later(() => {
      if ((mode === 'w' || mode === 'a') && rootOf(path) === PACKAGE_ROOT) throw new WebApiException('InvalidValuesError', `${PACKAGE_ROOT} is read only`);
      if (this.files.get(path) === undefined) throw new WebApiException('NotFoundError', path);
      return resolvedFile(this, this.files, path);
    }, [ok, failed]);
  }

  private existing(call: string, given: unknown): string | null {
    const path = this.admit(call, given, READ);
    const found = this.files.get(path);
    if (found === undefined) throw new WebApiException('NotFoundError', path);
    return found;
  }

  private needFolder(path: string, isMade: boolean): void {
    if (this.files.get(path) === null) return;
    const above = path.split('/').map((_part, at, parts) => this.files.get(parts.slice(0, at + 1).join('/')));
    if (above[0] === undefined || !isMade) throw new WebApiException('NotFoundError', `no folder ${path}`);
    if (above.some((found) => typeof found === 'string')) throw new WebApiException('IOError', `a part of ${path} is a file`);
    this.files.makeFolders(path);
  }

  private pathOf(call: string, path: unknown): string {
    const { journal } = this.parts;
    if (typeof path !== 'string') refuseCall(journal, `filesystem.${call}`, 'TypeMismatchError', 'a path is a text');
    if (path === '' || path.split('/').some((part) => part === '.' || part === '..')) refuseCall(journal, `filesystem.${call}`, call === 'openFile' ? 'IOError' : 'InvalidValuesError', `no path: "${path}"`);
    return tidy(path);
  }
}
