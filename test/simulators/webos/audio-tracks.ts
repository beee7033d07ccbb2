/** One sound of a stream as LG's engine lists it. */
interface ListedTrack {
  enabled: boolean;
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly language: string;
}

/** A media element's `audioTracks`. */
export interface AudioTracks {
  /** What the page gets. */
  readonly list: object;
  /** The metadata told which sounds there are. */
  readonly fill: (languages: readonly string[]) => void;
  readonly hasEnabled: () => boolean;
}

/** Makes the list; `startsDisabled`: tracks are announced switched off, as on webOS 5 (W-09). */
export function createAudioTracks(document: Document, startsDisabled: boolean, onEnabled: (index: number) => void): AudioTracks {
  let tracks: ListedTrack[] = [];
  // An element is the one event target that every engine can make.
  const list = document.createElement('span');
  const define = (name: string, get: () => unknown): void => {
    Object.defineProperty(list, name, { configurable: true, get });
  };
  define('length', () => tracks.length);
  const makeTrack = (language: string, index: number): ListedTrack => {
    let isEnabled = !startsDisabled && index === 0;
    return {
      id: String(index), kind: index === 0 ? 'main' : 'alternative', label: '', language,
      get enabled() {
        return isEnabled;
      },
      set enabled(value: boolean) {
        if (value === isEnabled) return;
        isEnabled = value;
        if (value) onEnabled(index);
        list.dispatchEvent(new Event('change'));
      },
    };
  };
  return {
    list,
    fill: (languages) => {
      tracks = languages.map(makeTrack);
      tracks.forEach((_track, index) => { define(String(index), () => tracks[index]); });
      list.dispatchEvent(new Event('addtrack'));
    },
    hasEnabled: () => tracks.some((track) => track.enabled),
  };
}
