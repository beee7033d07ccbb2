/** Texts about folders of films. */
export const FOLDER_TEXTS = {
  title: 'Import a folder of films', folder: 'Folder on the platform’s machine', look: 'Look inside', up: 'Up', inside: 'Folders inside', importNow: 'Import the folder', roots: 'Choose where to look.',
  none: 'This machine offers no folders: say which in HEARTH_MEDIA_ROOTS.',
  holds: (path: string, count: number) => `${path}: ${count === 1 ? '1 folder' : `${String(count)} folders`} inside`,
  into: (name: string) => `Look into ${name}`,
} as const;
