import { Emitter } from '#core/base';
import type { Disposer } from '#core/base';
import { isRecord } from '#platforms/common';
import type { SpeechPort } from '#ports';
import type { LunaBridge } from './luna-bridge';

const SETTINGS = 'luna://com.webos.settingsservice/getSystemSettings';
const TTS = 'luna://com.webos.service.tts';

/**
 * SpeechPort of an LG set: speaks by the system's voice while audio guidance is on. The app itself must keep silent while
 * it is off; the service speaks whenever it is asked (tv-platforms 4.4).
 */
export class WebosSpeech implements SpeechPort {
  private readonly luna: LunaBridge;
  private readonly events = new Emitter<{ change: boolean }>();
  private isOn = false;
  private readonly end: Disposer;

  constructor(luna: LunaBridge) {
    this.luna = luna;
    this.end = luna.subscribe(SETTINGS, { category: 'option', keys: ['audioGuidance'] }, (answer) => {
      const settings = answer['settings'];
      if (isRecord(settings)) this.report(settings['audioGuidance'] === 'on');
    });
  }

  get isEnabled(): boolean {
    return this.isOn;
  }

  onEnabledChange(listener: (isEnabled: boolean) => void): Disposer {
    return this.events.on('change', listener);
  }

  speak(text: string): void {
    if (!this.isOn || text === '') return;
    // An unspoken word must not trouble anybody: the picture says the same.
    this.luna.request(`${TTS}/speak`, { text, clear: true }).catch(() => undefined);
  }

  stop(): void {
    if (this.isOn) this.luna.request(`${TTS}/stop`).catch(() => undefined);
  }

  /** Ends the subscription. */
  dispose(): void {
    this.end();
    this.events.clear();
  }

  private report(isOn: boolean): void {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.events.emit('change', isOn);
  }
}
