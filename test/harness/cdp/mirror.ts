import { asObject, asText } from './json-reader';

/** What a blind viewer is told: the state of `#hearth-mirror`. Absent attributes are empty texts. */
export interface MirrorState {
  /** False while the app has not built its mirror. */
  readonly isPresent: boolean;
  /** Name of the page on show, for example `home`. */
  readonly page: string;
  /** Name of the overlay that holds the focus, or empty. */
  readonly overlay: string;
  /** Role of the focused element, for example `button`. */
  readonly role: string;
  /** Accessible name of the focused element. */
  readonly name: string;
  /** State of the focused element, for example `selected`. */
  readonly state: string;
  /** Its place, for example `3 of 12`. */
  readonly position: string;
  /** Every text of the mirror, for what the attributes do not carry. */
  readonly text: string;
  /** Every `data-` attribute, by its name without `data-` in camel case. */
  readonly data: Readonly<Record<string, string>>;
}

/** Page-side expression whose value {@link parseMirror} understands. ES5, since it runs in the oldest engines. */
export const MIRROR_EXPRESSION = `(function () {
  var node = document.getElementById('hearth-mirror');
  if (!node) return null;
  var data = {};
  for (var i = 0; i < node.attributes.length; i += 1) {
    var attribute = node.attributes[i];
    if (attribute.name.indexOf('data-') === 0) {
      data[attribute.name.slice(5).replace(/-([a-z])/g, function (all, letter) { return letter.toUpperCase(); })] = attribute.value;
    }
  }
  return { data: data, text: node.textContent || '' };
})()`;

/** Judges the value of {@link MIRROR_EXPRESSION}. */
export function parseMirror(value: unknown): MirrorState {
  const object = asObject(value);
  const data: Record<string, string> = {};
  for (const [name, text] of Object.entries(asObject(object['data']))) data[name] = asText(text);
  return {
    isPresent: value !== null && value !== undefined,
    page: data['page'] ?? '',
    overlay: data['overlay'] ?? '',
    role: data['role'] ?? '',
    name: data['name'] ?? '',
    state: data['state'] ?? '',
    position: data['position'] ?? '',
    text: asText(object['text']),
    data,
  };
}
