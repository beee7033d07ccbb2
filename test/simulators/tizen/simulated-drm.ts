/** What a set does for a protected stream. */
export interface DrmSide {
  /** Asks a licence server by itself; answers the status. Absent: every licence is given. */
  askLicence?(url: string): Promise<number>;
  /** Tells the app's `ondrmevent`. */
  readonly say: (data: object) => void;
}

const KNOWN = /^(PLAYREADY|VERIMATRIX|WIDEVINE_CDM|EME_PLAYREADY|EME_WIDEVINE_CDM)$/;
const MARK = 'PARAM_START_POSITION';
/** The one session a player has. */
const SESSION = 'simulated-session';

/** Operations that answer what the player asked in its preparation: the only ones that are legal in it. */
export function isLicence(operation: unknown): boolean {
  return operation === 'InstallLicense' || operation === 'widevine_license_data';
}

/**
 * DRM of AVPlay (tv-platforms 2.12): for PlayReady the player fetches licences itself; for Widevine it hands its challenge to the app,
 * which fetches the licence and gives it back between two marks.
 */
export class SimulatedDrm {
  private licenceServer = '';
  private hasWidevine = false;
  private onLicence: (isGood: boolean) => void = () => undefined;

  reset(): void {
    this.licenceServer = '';
    this.hasWidevine = false;
    this.onLicence = () => undefined;
  }

  /** A call of `setDrm`; answers why it is refused, or `null`. */
  set(type: unknown, operation: unknown, parameters: unknown): string | null {
    if (!KNOWN.test(String(type)) || typeof parameters !== 'string') return 'type, operation and a text expected';
    if (type === 'PLAYREADY' && operation === 'SetProperties') this.licenceServer = textOf(parameters, 'LicenseServer');
    if (type !== 'WIDEVINE_CDM') return null;
    if (operation === 'SetProperties') {
      if (textOf(parameters, 'AppSession') === '' || textOf(parameters, 'DataType') !== 'MPEG-DASH') return 'AppSession and DataType expected';
      this.hasWidevine = true;
    }
    // The words of older sets, which newer ones know as well.
    if (operation === 'widevine_data_type') this.hasWidevine = parameters === 'MPEG-DASH';
    if (operation === 'widevine_license_data') this.onLicence(new RegExp(`^${SESSION}${MARK}[A-Za-z0-9+/]+=*${MARK}$`).test(parameters));
    return null;
  }

  /** Before a prepared stream may play. */
  ask({ askLicence, say }: DrmSide, onAnswer: (isGiven: boolean) => void): void {
    if (this.hasWidevine) {
      this.onLicence = onAnswer;
      say({ name: 'Challenge', session_id: SESSION, challenge: btoa('challenge') });
    } else if (this.licenceServer === '' || askLicence === undefined) onAnswer(true);
    else void askLicence(this.licenceServer).then((status) => { onAnswer(status >= 200 && status < 300); });
  }
}

function textOf(parameters: string, name: string): string {
  const value: unknown = JSON.parse(parameters);
  const text: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  return typeof text === 'string' ? text : '';
}
