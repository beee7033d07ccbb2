import type { TelevisionParts } from '../core/television-parts';
import { isAskedIn, readUtterance, VOICE_HANDLERS } from './utterances';
import { refuseCall } from './web-api-exception';

const PRIVILEGES = ['http://developer.samsung.com/privilege/voicecontrol', 'http://developer.samsung.com/privilege/microphone'];
const SCENES: ReadonlySet<unknown> = new Set(['None', 'Home', 'List', 'Player', 'Setting', 'Search', 'Unknown']);

type Handlers = Partial<Record<string, (value?: unknown) => unknown>>;

/** Who carried out what was said: the app, the set by a key, or nobody. */
export type VoiceOutcome = 'app' | 'key' | 'nobody' | 'not understood';

/**
 * `webapis.voiceinteraction` of sets from Tizen 6.0 on, and the assistant behind it: asks the app what is on screen before each word, hands the word to its
 * handler, and presses the key that says the same where the app has none or answers anything but `true`.
 */
export class SimulatedVoice {
  readonly api: object;
  private readonly parts: Pick<TelevisionParts, 'config' | 'journal'>;
  private readonly press: (key: string) => void;
  private handlers: Handlers = {};
  private isListening = false;

  constructor(parts: Pick<TelevisionParts, 'config' | 'journal'>, press: (key: string) => void) {
    this.parts = parts;
    this.press = press;
    this.api = {
      getVersion: () => '1.0',
      setCallback: (handlers: unknown) => { this.setCallback(handlers); },
      listen: () => { this.listen(); },
    };
  }

  /** Says something to the set, in English: `search arena`, `right`, `pause`, `select 2`, `skip 30`. */
  say(text: string, isAppInFront: boolean): VoiceOutcome {
    const outcome = this.hear(text, isAppInFront);
    this.parts.journal.event(`said "${text}": ${outcome}`);
    return outcome;
  }

  private hear(text: string, isAppInFront: boolean): VoiceOutcome {
    const scene = isAppInFront && this.isListening ? this.handlers['onupdatestate']?.() : 'None';
    if (!SCENES.has(scene)) this.parts.journal.violation(`onupdatestate answered ${String(scene)}`);
    const utterance = readUtterance(text, scene === 'Player');
    if (utterance === null) return 'not understood';
    const { handler, value, key } = utterance;
    if (isAppInFront && this.isListening && isAskedIn(handler, String(scene)) && this.handlers[handler]?.(value) === true) return 'app';
    if (key === null) return 'nobody';
    this.press(key);
    return 'key';
  }

  private setCallback(handlers: unknown): void {
    const { config, journal } = this.parts;
    const missing = PRIVILEGES.find((privilege) => !config.privileges.includes(privilege));
    if (missing !== undefined) refuseCall(journal, 'voiceinteraction', 'SecurityError', missing);
    if (typeof handlers !== 'object' || handlers === null) refuseCall(journal, 'voiceinteraction', 'TypeMismatchError', 'an object of handlers');
    const given = Object.keys(handlers);
    const odd = given.find((name) => !VOICE_HANDLERS.has(name));
    // The set would never call it, and nobody would know why.
    if (odd !== undefined) journal.violation(`voiceinteraction knows no handler ${odd}`);
    if (!given.includes('onupdatestate')) journal.violation('voiceinteraction without onupdatestate: the assistant does not know what is on screen');
    this.handlers = handlers;
  }

  private listen(): void {
    if (Object.keys(this.handlers).length === 0) refuseCall(this.parts.journal, 'voiceinteraction', 'InvalidStateError', 'listen before setCallback');
    this.isListening = true;
  }
}
