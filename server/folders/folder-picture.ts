import type { ServerKeys } from '#server/domain';

/** Address of a picture of an operator's folder. Pictures are public: screens show them beside titles that may only be named. */
export function folderPictureAddress(keys: Pick<ServerKeys, 'sign'>, asset: string): string {
  return `/library/${asset}/${keys.sign('folder-picture', asset)}`;
}

/** Whether an address of a picture was made by us. */
export function isFolderPicture(keys: Pick<ServerKeys, 'isSigned'>, asset: string, signature: string): boolean {
  return keys.isSigned('folder-picture', asset, signature);
}
