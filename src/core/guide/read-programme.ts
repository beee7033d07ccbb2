import type { PersonRecord, ProgrammeMark, ProgrammeRecord } from '../catalog';
import { PART_SEPARATOR } from '../text';
import type { RecordCursor } from '../text';
import { GUIDE_FIELD, MARKS, ROLES, ROLE_LETTERS } from './guide-fields';

function readPeople(text: string): readonly PersonRecord[] {
  return text.split(PART_SEPARATOR).map((part) => ({ role: ROLES[ROLE_LETTERS.indexOf(part.charAt(0))] ?? '', name: part.slice(1), picture: '' }));
}

function readMarks(bits: number): readonly ProgrammeMark[] {
  return MARKS.filter((_mark, bit) => ((bits >>> bit) & 1) === 1);
}

/** `2001`, `200105` and `20010512` as people and machines read them. */
function readDate(digits: number): string {
  const text = String(digits);
  return [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].filter((part) => part !== '').join('-');
}

/** Fields most programmes do not have. */
type Rare = { -readonly [field in 'season' | 'episode' | 'episodeText' | 'catchupId' | 'people' | 'date' | 'country' | 'rating' | 'marks' | 'categories']?: ProgrammeRecord[field] };

function addRare(cursor: RecordCursor, record: Rare): void {
  if (cursor.has(GUIDE_FIELD.season)) record.season = cursor.number(GUIDE_FIELD.season);
  if (cursor.has(GUIDE_FIELD.episode)) record.episode = cursor.number(GUIDE_FIELD.episode);
  if (cursor.has(GUIDE_FIELD.episodeText)) record.episodeText = cursor.text(GUIDE_FIELD.episodeText);
  if (cursor.has(GUIDE_FIELD.catchupId)) record.catchupId = cursor.text(GUIDE_FIELD.catchupId);
  if (cursor.has(GUIDE_FIELD.people)) record.people = readPeople(cursor.text(GUIDE_FIELD.people));
  if (cursor.has(GUIDE_FIELD.date)) record.date = readDate(cursor.number(GUIDE_FIELD.date));
  if (cursor.has(GUIDE_FIELD.country)) record.country = cursor.word(GUIDE_FIELD.country);
  if (cursor.has(GUIDE_FIELD.rating)) record.rating = cursor.number(GUIDE_FIELD.rating) / 10;
  if (cursor.has(GUIDE_FIELD.marks)) record.marks = readMarks(cursor.number(GUIDE_FIELD.marks));
}

/** Makes the record the cursor stands on. */
export function readProgramme(cursor: RecordCursor, channelKey: string, startMs: number, stopMs: number): ProgrammeRecord {
  const category = cursor.word(GUIDE_FIELD.category);
  const cut = category.indexOf(PART_SEPARATOR);
  const record: Omit<ProgrammeRecord, keyof Rare> & Rare = {
    channelKey,
    startMs,
    stopMs,
    title: cursor.text(GUIDE_FIELD.title),
    subtitle: cursor.text(GUIDE_FIELD.subtitle),
    description: cursor.text(GUIDE_FIELD.description),
    category: cut < 0 ? category : category.slice(0, cut),
    picture: cursor.text(GUIDE_FIELD.picture),
    age: cursor.number(GUIDE_FIELD.age) - 1,
  };
  if (cut >= 0) record.categories = category.split(PART_SEPARATOR);
  addRare(cursor, record);
  return record;
}
