import { createHash } from 'node:crypto';
import { MINUTE_MS } from '#core/base';
import { openObjects } from '#server/objects';
import type { ObjectPlace, ObjectStore, StoredObject } from '#server/objects';
import type { FolderFile } from './folder-asset';
import { openFolderFile } from './open-folder-file';

/** Larger pictures stay where they are: no television draws them. */
const MOST_BYTES = 20 * 1024 * 1024;
/** How long it is believed which pictures there are. */
const INDEX_MS = MINUTE_MS;

/** A picture of a folder, or what is known of it. */
export interface ShelfPicture {
  readonly path: string;
  readonly size: number;
  readonly changedMs: number;
}

/** Marks of pictures by the name they have on the shelf. */
type Marks = Readonly<Record<string, string>>;

/** What a picture's bytes are known by: the same mark, the same bytes. */
export function pictureMark({ size, changedMs }: Pick<ShelfPicture, 'size' | 'changedMs'>): string {
  return `${size.toString(36)}-${changedMs.toString(36)}`;
}

function nameOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** Pictures of operators' folders in the store of objects, so that nodes without the folder show them as well. */
export class PictureShelf {
  private readonly known = new Map<string, { readonly marks: Marks; readonly atMs: number }>();

  /** `openStore` is asked at each use. */
  constructor(private readonly openStore: () => Promise<ObjectStore>, private readonly nowMs: () => number) {}

  /** Brings the pictures of a source here: those that are new or another by now are stored, others removed. */
  async bring(sourceId: string, root: string, pictures: readonly ShelfPicture[]): Promise<void> {
    const objects = await this.openStore();
    const before = await this.read(sourceId);
    const marks: Record<string, string> = {};
    for (const picture of pictures) {
      const name = nameOf(picture.path);
      const isThere = before[name] === pictureMark(picture) || (await this.store(objects, sourceId, root, picture));
      if (isThere) marks[name] = pictureMark(picture);
    }
    await objects.put(this.indexKey(sourceId), Buffer.from(JSON.stringify(marks)));
    await objects.remove(Object.keys(before).filter((name) => marks[name] === undefined).map((name) => this.folder(sourceId) + name));
  }

  /** Removes the pictures of a source. */
  async drop(sourceId: string): Promise<void> {
    const objects = await this.openStore();
    for await (const keys of objects.list(this.folder(sourceId))) await objects.remove(keys);
  }

  /** What a picture's bytes are known by; `null` when it is not here. */
  async mark({ sourceId, path }: FolderFile): Promise<string | null> {
    const known = this.known.get(sourceId);
    const isFresh = known !== undefined && this.nowMs() - known.atMs < INDEX_MS;
    const marks = isFresh ? known.marks : await this.read(sourceId);
    if (!isFresh) this.known.set(sourceId, { marks, atMs: this.nowMs() });
    return marks[nameOf(path)] ?? null;
  }

  /** Opens a picture; `null` when it is not here. */
  async open({ sourceId, path }: FolderFile): Promise<StoredObject | null> {
    return (await this.openStore()).open(this.folder(sourceId) + nameOf(path));
  }

  private async store(objects: ObjectStore, sourceId: string, root: string, { path, size }: ShelfPicture): Promise<boolean> {
    const opened = size > MOST_BYTES ? null : await openFolderFile(root, path);
    if (opened === null) return false;
    try {
      await objects.put(this.folder(sourceId) + nameOf(path), await opened.handle.readFile());
      return true;
    } finally {
      await opened.handle.close();
    }
  }

  private async read(sourceId: string): Promise<Marks> {
    const bytes = await (await this.openStore()).read(this.indexKey(sourceId));
    // Written here alone.
    return bytes === null ? {} : (JSON.parse(Buffer.from(bytes).toString('utf8')) as Marks);
  }

  private folder(sourceId: string): string {
    return `artwork/${nameOf(sourceId)}/`;
  }

  private indexKey(sourceId: string): string {
    return `${this.folder(sourceId)}index.json`;
  }
}

/** The shelf at `place`, for programs that may never need it: the bucket is opened at the first use. `null` where the objects are this node's own folder. */
export function pictureShelfAt(place: ObjectPlace, nowMs: () => number): PictureShelf | null {
  if (place.url === '') return null;
  let opened: Promise<ObjectStore> | null = null;
  return new PictureShelf(() => {
    opened ??= openObjects(place);
    return opened;
  }, nowMs);
}
