import type { SimulatedFileHandle } from './file-handle';
import type { SimulatedFilesystem } from './simulated-filesystem';
import { PACKAGE_ROOT, parentOf, rootOf, tidy } from './stored-files';
import type { StoredFiles } from './stored-files';
import { WebApiException } from './web-api-exception';

const READ = 'http://tizen.org/privilege/filesystem.read';
const WRITE = 'http://tizen.org/privilege/filesystem.write';

/** A stream as sets before Tizen 5.0 have it, over the file of today. */
function streamOf(handle: SimulatedFileHandle, sizeOf: () => number): object {
  return {
    get position() { return handle.seek(0, 'CURRENT'); },
    set position(at: number) { handle.seek(at); },
    get eof() { return handle.seek(0, 'CURRENT') >= sizeOf(); },
    get bytesAvailable() { return sizeOf() - handle.seek(0, 'CURRENT') || -1; },
    read: (count: unknown) => handle.readString(count),
    readBytes: (count: unknown) => handle.readData(count),
    write: (text: unknown) => { handle.writeString(text); },
    writeBytes: (data: unknown) => { handle.writeData(data); },
    close: () => { handle.close(); },
  };
}

/** What `tizen.filesystem.resolve` hands out: the file or folder at a path, which is there. Source: Tizen Filesystem API, deprecated from 5.0 on. */
export function resolvedFile(system: SimulatedFilesystem, files: StoredFiles, path: string): object {
  const below = (name: unknown): string => {
    if (files.get(path) !== null) throw new WebApiException('IOError', `${path} is no folder`);
    return `${path}/${tidy(String(name))}`;
  };
  const at = (found: string): object => resolvedFile(system, files, found);
  const sizeOf = (): number => (files.get(path) ?? '').length;
  const isFolder = files.get(path) === null;
  return {
    name: path.split('/').pop(), path: `${parentOf(path)}/`, fullPath: path, isFile: !isFolder, isDirectory: isFolder, readOnly: rootOf(path) === PACKAGE_ROOT,
    get fileSize() { return isFolder ? undefined : sizeOf(); },
    get length() { return isFolder ? files.list(path).length : undefined; },
    get parent() { return path === rootOf(path) ? null : at(parentOf(path)); },
    toURI: () => system.addressOf(path),
    resolve: (name: unknown) => {
      const found = system.admit('File.resolve', below(name), READ);
      if (files.get(found) === undefined) throw new WebApiException('NotFoundError', found);
      return at(found);
    },
    createFile: (name: unknown) => {
      const made = system.admit('File.createFile', below(name), WRITE);
      if (files.get(made) !== undefined) throw new WebApiException('IOError', `${made} is there`);
      system.open(made, 'w', false).close();
      return at(made);
    },
    createDirectory: (name: unknown) => {
      const made = system.admit('File.createDirectory', below(name), WRITE);
      system.makeFolder(made, true);
      return at(made);
    },
    listFiles: (ok: unknown, failed?: unknown) => {
      const listed = system.admit('File.listFiles', path, READ);
      system.later(() => {
        if (!isFolder) throw new WebApiException('IOError', `${listed} is no folder`);
        return [files.list(listed).map((name) => at(`${listed}/${name}`))];
      }, [ok, failed]);
    },
    readAsText: (ok: unknown, failed?: unknown, encoding?: unknown) => {
      const read = system.admit('File.readAsText', path, READ);
      system.later(() => system.open(read, 'r', false).readString(undefined, encoding ?? undefined), [ok, failed]);
    },
    openStream: (mode: unknown, ok: unknown, failed?: unknown) => {
      const opened = system.admit('File.openStream', path, ...(mode === 'r' ? [READ] : [READ, WRITE]));
      system.later(() => streamOf(system.open(opened, mode === 'r' || mode === 'w' || mode === 'a' ? mode : 'rw', false), sizeOf), [ok, failed]);
    },
    deleteFile: (full: unknown, ok?: unknown, failed?: unknown) => {
      const gone = system.admit('File.deleteFile', full, WRITE);
      system.later(() => { system.remove(gone, false); }, [ok, failed]);
    },
    deleteDirectory: (full: unknown, isWhole: unknown, ok?: unknown, failed?: unknown) => {
      const gone = system.admit('File.deleteDirectory', full, WRITE);
      system.later(() => { system.remove(gone, true, isWhole === true); }, [ok, failed]);
    },
  };
}
