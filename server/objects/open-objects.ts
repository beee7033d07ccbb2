import { AppError } from '#core/base';
import { DiskObjects } from './disk-objects';
import type { ObjectStore } from './object-store';
import { readS3Place, S3Objects } from './s3-objects';

/** Where the platform's objects are. */
export interface ObjectPlace {
  /** `s3://…`; empty: the folder. */
  readonly url: string;
  /** The folder of embedded ones. */
  readonly folder: string;
}

/** Opens the objects at `place`. Rejects with `input.invalid` for an address that is none, `storage.broken` when the bucket cannot be used. */
export async function openObjects(place: ObjectPlace): Promise<ObjectStore> {
  if (place.url === '') return new DiskObjects(place.folder);
  const bucket = readS3Place(place.url);
  if (bucket === null) throw new AppError('input.invalid', { message: 'HEARTH_OBJECTS_URL is no bucket, for example HEARTH_OBJECTS_URL=s3://KEY:SECRET@s3.example.net/hearth?region=eu-central-1' });
  const objects = new S3Objects(bucket);
  await objects.check();
  return objects;
}
