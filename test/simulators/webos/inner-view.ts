import type { ElementNatives } from './native-element';

/**
 * The element as the pipeline's own player sees it: with the engine's true members instead of the ones that the page gets,
 * so that what the player does to its element is never mistaken for the app's doing.
 */
export function innerView(video: HTMLVideoElement, natives: ElementNatives): HTMLVideoElement {
  const methods: Readonly<Record<string, (...values: readonly unknown[]) => unknown>> = {
    load: () => { natives.load(video); },
    play: () => natives.play(video),
    pause: () => { natives.pause(video); },
    removeAttribute: (name) => {
      if (name === 'src') natives.removeSrc(video);
      else video.removeAttribute(String(name));
    },
    setAttribute: (name, value) => {
      if (name === 'src') natives.setSrc(video, String(value));
      else video.setAttribute(String(name), String(value));
    },
  };
  return new Proxy(video, {
    get: (target, name) => {
      if (typeof name === 'string') {
        const method = methods[name];
        if (method !== undefined) return method;
        const native = natives.read(target, name);
        if (native !== undefined) return native.value;
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (target, name, value) => {
      if (name === 'src') natives.setSrc(target, String(value));
      else if (name === 'currentTime') natives.setTime(target, Number(value));
      else if (name === 'playbackRate') natives.setRate(target, Number(value));
      // Sound is the set's business.
      else if (name !== 'muted') return Reflect.set(target, name, value, target);
      return true;
    },
  });
}
