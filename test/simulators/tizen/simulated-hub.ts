import type { HubSection, HubTile } from '../core/television';
import type { TelevisionParts } from '../core/television-parts';
import { needPrivilege, refuseCall, WebApiException } from './web-api-exception';

const LAUNCH = 'http://tizen.org/privilege/application.launch';
/** What the package calls its service (config.xml). */
const SERVICE_ID = 'HearthTv01.Preview';
/** A row that comes sooner after the last one is left out without a word (Samsung's sample). */
const PACE_MS = 600_000;
/** Where the row is while the app is ended and started. */
const STORED = '__television.hub';
const RATIOS: ReadonlySet<unknown> = new Set(['16by9', '4by3', '1by1', '2by3']);

/** Data of an app control, as both sides of Tizen have it. */
interface ControlData {
  readonly key: string;
  readonly value: readonly string[];
}

interface Row {
  readonly sections: readonly HubSection[];
  readonly atMs: number;
}

/** What is wrong with a row; empty: nothing. */
function faultOf(value: unknown): string {
  const sections: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'sections') : null;
  if (!Array.isArray(sections)) return 'sections are missing';
  for (const section of sections as readonly Partial<HubSection>[]) {
    if (typeof section.title !== 'string' || !Array.isArray(section.tiles) || section.tiles.length === 0) return 'a section needs a title and a tile';
    for (const tile of section.tiles as readonly Partial<HubTile>[]) {
      if (!RATIOS.has(tile.image_ratio)) return `no image ratio ${String(tile.image_ratio)}`;
      if (typeof tile.image_url !== 'string' || !/^https?:\/\/[^/]+\//.test(tile.image_url)) return 'a tile needs the address of a picture';
      if (typeof tile.action_data !== 'string' || typeof tile.is_playable !== 'boolean') return 'a tile needs action_data and is_playable';
    }
  }
  return '';
}

/**
 * Smart Hub as far as an app has to do with it: starts the package's own service with an app control, lets nobody but the service set the row, and keeps it while
 * the app is ended. What a set does with a row without sections is documented nowhere; here the row goes.
 */
export class SimulatedHub {
  private readonly parts: Pick<TelevisionParts, 'config' | 'journal' | 'timers' | 'window'>;

  constructor(parts: Pick<TelevisionParts, 'config' | 'journal' | 'timers' | 'window'>) {
    this.parts = parts;
  }

  /** The row now. */
  get sections(): readonly HubSection[] {
    return this.row?.sections ?? [];
  }

  /** `tizen.application.launchAppControl`: starts the program of a service, in a world of its own. */
  launchAppControl(control: unknown, id: unknown, ok?: () => void, failed?: (error: WebApiException) => void): void {
    const { config, journal, timers } = this.parts;
    needPrivilege(this.parts, 'launchAppControl', LAUNCH);
    const data = typeof control === 'object' && control !== null ? (Reflect.get(control, 'data') as readonly ControlData[]) : [];
    if (id !== SERVICE_ID || config.previewService === '') {
      timers.after(5, () => failed?.(new WebApiException('NotFoundError', String(id))));
      return;
    }
    journal.event('the preview service starts');
    timers.after(5, () => {
      ok?.();
      this.runService(data);
    });
  }

  /** The program as the set runs it: without a page, with its own application and the interface that sets the row. */
  private runService(data: readonly ControlData[]): void {
    const { config, journal } = this.parts;
    let isOver = false;
    const module: { exports: Partial<Record<'onStart' | 'onRequest' | 'onExit', () => void>> } = { exports: {} };
    const application = {
      getCurrentApplication: () => ({
        appInfo: { id: SERVICE_ID, packageId: 'HearthTv01' },
        getRequestedAppControl: () => ({ appControl: { operation: 'http://tizen.org/appcontrol/operation/pick', data } }),
        exit: () => {
          if (!isOver) module.exports.onExit?.();
          isOver = true;
          journal.event('the preview service ends');
        },
      }),
    };
    try {
      // oxlint-disable-next-line typescript/no-implied-eval -- the program of the package, in a world of its own, as the set runs it
      const program = new Function('module', 'exports', 'tizen', 'webapis', config.previewService) as (...values: readonly unknown[]) => void;
      program(module, module.exports, { application }, { preview: { setPreviewData: this.setPreviewData.bind(this) } });
      module.exports.onStart?.();
      module.exports.onRequest?.();
    } catch (error) {
      journal.violation(`the preview service threw: ${String(error)}`);
    }
  }

  private setPreviewData(text: unknown, ok?: () => void, failed?: (error: WebApiException) => void): void {
    const { journal, timers } = this.parts;
    if (typeof text !== 'string') refuseCall(journal, 'setPreviewData', 'TypeMismatchError', 'the row is a text');
    const value: unknown = JSON.parse(text);
    const fault = faultOf(value);
    if (fault !== '') {
      journal.violation(`setPreviewData: ${fault}`);
      timers.after(5, () => failed?.(new WebApiException('InvalidValuesError', fault)));
      return;
    }
    const atMs = timers.nowMs();
    const { row } = this;
    if (row !== null && atMs - row.atMs < PACE_MS && atMs >= row.atMs) journal.event('the row of the home screen came too soon and was left out');
    else {
      this.row = { sections: (value as { readonly sections: readonly HubSection[] }).sections, atMs };
      journal.event('the home screen has a new row');
    }
    timers.after(5, () => ok?.());
  }

  private get row(): Row | null {
    const stored = this.parts.window.sessionStorage.getItem(STORED);
    return stored === null ? null : (JSON.parse(stored) as Row);
  }

  private set row(row: Row | null) {
    this.parts.window.sessionStorage.setItem(STORED, JSON.stringify(row));
  }
}
