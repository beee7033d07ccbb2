// What channels have as an archive.
import { hasSign } from './bytes';
import { ARCHIVE, CATCHUP, CATCHUP_CORRECTION, CATCHUP_DAYS, CATCHUP_SOURCE, SLASHES, TIMESHIFT, TVG_REC } from './fields';
import { SCRATCH } from './layout';
import { end, present, start } from './read-row';
import { learnShow, showOf, templateAt } from './tables';

/** What the list says of every channel's archive: 0 or a code, its correction, and the number of the template for all. */
let listArchive: i32 = 0;
let listCorrection: i32 = 0;
export let listTemplate: i32 = 0;
let archiveSet: i32 = -2;
/** Of the channel being written, and the directory of its own template. */
export let archive: i32 = 0;
export let archiveCorrection: i32 = 0;
export let ownTemplate: usize = 0;

/** Sets what the list says; what was learned of archives under another header holds no longer. */
export function setArchive(code: i32, correction: i32, template: i32): void {
  listArchive = code;
  listCorrection = correction;
  listTemplate = template;
  archiveSet -= 1;
}

/** Takes what a channel's words of its archive (as {@link findArchive} puts them together) come to: its code, and in the upper half its correction. */
export function learnArchive(text: usize, length: i32, value: i32): void {
  learnShow(text, length, archiveSet, value);
}

/** Finds the archive of the channel read last; `false` if what it says was not met before. Known ones are kept as shows of a set of their own. */
export function findArchive(): bool {
  archive = listArchive;
  archiveCorrection = listCorrection;
  ownTemplate = 0;
  if ((present & ARCHIVE) == 0) return true;
  if ((present & (1 << CATCHUP_SOURCE)) != 0) {
    ownTemplate = templateAt(start(CATCHUP_SOURCE), end(CATCHUP_SOURCE));
    if (ownTemplate == 0 || hasSign(start(CATCHUP_SOURCE) + <usize>load<i32>(ownTemplate), end(CATCHUP_SOURCE), SLASHES)) return false;
  }
  store<u8>(SCRATCH, ownTemplate != 0 ? 1 : 0);
  let at = SCRATCH + 1;
  at = addText(addText(addText(addText(addText(at, CATCHUP), CATCHUP_DAYS), TIMESHIFT), TVG_REC), CATCHUP_CORRECTION);
  if (at == 0) return false;
  const found = showOf(SCRATCH, <i32>(at - SCRATCH), archiveSet);
  if (found < 0) return false;
  archive = found & 0xffff;
  archiveCorrection = found >>> 16;
  return true;
}

/** Adds a field to the text looked up; 0 if it is too long. */
function addText(at: usize, field: i32): usize {
  if (at == 0) return 0;
  const has = (present & (1 << field)) != 0;
  const length = has ? end(field) - start(field) : 0;
  if (length > 60) return 0;
  store<u8>(at, <i32>length);
  memory.copy(at + 1, has ? start(field) : at, length);
  return at + 1 + length;
}

