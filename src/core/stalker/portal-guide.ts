import type { ProgrammeInput } from '../guide';
import { JsonRowReader, looseEpochMs, looseFlag, looseList, looseObject, looseText } from '../xtream';
import type { JsonRow, LooseFields } from '../xtream';
import { JsUnwrapper } from './js-unwrapper';
import { portalDateMs } from './portal-profile';

/** A programme as portals tell it. */
export interface PortalProgramme extends ProgrammeInput {
  /** Empty where the portal does not repeat it. */
  readonly channelId: string;
  /** What the archive knows it by; empty when it is not recorded. */
  readonly archiveId: string;
}

/** Local times are asked for in UTC. */
function timeMs(fields: LooseFields, stamp: string, local: string): number {
  return looseEpochMs(fields[stamp]) || portalDateMs(fields[local]);
}

function readProgramme(value: unknown): PortalProgramme | null {
  const fields = looseObject(value);
  const startMs = timeMs(fields, 'start_timestamp', 'time');
  const title = looseText(fields, 'name', 'title');
  if (startMs <= 0 || title === '') return null;
  const stopMs = timeMs(fields, 'stop_timestamp', 'time_to');
  return {
    channelId: looseText(fields, 'ch_id'),
    startMs,
    // 0 is closed by the next start.
    stopMs: stopMs > startMs ? stopMs : 0,
    title,
    description: looseText(fields, 'descr', 'description'),
    category: looseText(fields, 'category'),
    archiveId: looseFlag(fields['mark_archive']) ? looseText(fields, 'real_id', 'id') : '',
  };
}

/** Judges `get_short_epg`: a list, bare or under `data`. In order, without doubles; unreadable rows are left out. */
export function readShortGuide(js: unknown): readonly PortalProgramme[] {
  const fields = looseObject(js);
  const list = looseList('data' in fields ? fields['data'] : js);
  const byStart = new Map<number, PortalProgramme>();
  for (const entry of list) {
    const programme = readProgramme(entry);
    if (programme !== null && !byStart.has(programme.startMs)) byStart.set(programme.startMs, programme);
  }
  return Array.from(byStart.values()).sort((a, b) => a.startMs - b.startMs);
}

const GUIDE_NAMES = ['id', 'ch_id', 'name', 'descr', 'category', 'time', 'time_to', 'start_timestamp', 'stop_timestamp', 'mark_archive', 'real_id'] as const;
const CHANNEL = GUIDE_NAMES.indexOf('ch_id');

/** Reads `get_epg_info`, the programmes of all channels, as it arrives. */
export interface PortalGuideReader {
  /** Programmes handed on so far. */
  readonly programmes: number;
  /** Reads on; the chunk may be reused afterwards. */
  push(chunk: Uint8Array): void;
  /** Ends the answer; whether it was whole. */
  end(): { readonly isCut: boolean };
}

/**
 * Makes a reader that hands on the programmes of wanted channels one by one, in the portal's order; those of other channels cost no
 * object. Rows must name their channel (`ch_id`).
 */
export function createPortalGuideReader(isWanted: (channelId: string) => boolean, onProgramme: (programme: PortalProgramme) => void): PortalGuideReader {
  let programmes = 0;
  let lastId = '';
  let isLastWanted = false;
  const take = (row: JsonRow): void => {
    const id = row.text(CHANNEL);
    // Programmes of a channel follow each other.
    if (id !== lastId) {
      lastId = id;
      isLastWanted = id !== '' && isWanted(id);
    }
    if (!isLastWanted) return;
    const fields: Record<string, string> = {};
    GUIDE_NAMES.forEach((name, column) => (fields[name] = row.text(column)));
    const programme = readProgramme(fields);
    if (programme === null) return;
    programmes += 1;
    onProgramme(programme);
  };
  const rows = new JsonRowReader(GUIDE_NAMES, take);
  const unwrapper = new JsUnwrapper((bytes) => {
    rows.push(bytes);
  });
  return {
    get programmes() {
      return programmes;
    },
    push(chunk) {
      unwrapper.push(chunk);
    },
    end() {
      unwrapper.end();
      return { isCut: rows.end().isCut };
    },
  };
}
