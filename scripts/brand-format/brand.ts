/**
 * What a Samsung package asks of the set beyond what every one does; each needs privileges or parts of its own, so that a package without it
 * has none of them: the assistant's words, a row of the home screen, an id for advertising.
 */
export type TizenUse = 'voice' | 'preview' | 'advertising-id';

/**
 * One brand: everything in which two packages of the product may differ. Written by an operator as one JSON file and
 * judged by `parseBrand`.
 */
export interface Brand {
  /** What viewers read under the icon; one line. */
  readonly name: string;
  /** The name in other languages, by language tag. */
  readonly localNames: Readonly<Record<string, string>>;
  /** One sentence, at most 60 characters (the limit of webOS). */
  readonly description: string;
  readonly vendor: {
    readonly name: string;
    /** Site of the vendor; also the root of the Tizen widget's id. */
    readonly url: string;
  };
  /** JSON file below the project's root whose `version` the packages carry. */
  readonly versionFrom: string;
  /** Language tags the app offers; the first is the one it falls back to. */
  readonly languages: readonly string[];
  /** Address of the operator's platform, `""` when the app shall ask. */
  readonly platformUrl: string;
  readonly colors: {
    readonly background: string;
    readonly accent: string;
    readonly accent2: string;
    /** Text on the accent; `null`: the app computes it. */
    readonly onAccent: string | null;
  };
  /** Paths relative to the brand file. */
  readonly art: {
    /** Square SVG. */
    readonly mark: string;
    /** SVG of mark and word in one line. */
    readonly logo: string;
    /** Where the drawn PNG files lie. */
    readonly folder: string;
  };
  readonly tizen: {
    /** Ten letters or digits; never changes. */
    readonly packageId: string;
    /** Second half of the application id. */
    readonly appName: string;
    /** The oldest Tizen the app serves. */
    readonly requiredVersion: string;
    readonly uses: readonly TizenUse[];
    /** Beginnings of model names on which the next channel or title may be opened ahead in a second player: those that were tried. */
    readonly preparesAhead: readonly string[];
  };
  readonly webos: {
    /** Reverse domain name; never changes. */
    readonly appId: string;
    /** Last part of the service's id. */
    readonly serviceName: string;
  };
}

/** Tizen application id, for example `HearthTv01.Hearth`. */
export function tizenAppId(brand: Brand): string {
  return `${brand.tizen.packageId}.${brand.tizen.appName}`;
}

/** webOS service id, for example `com.hearthtv.app.service`. */
export function webosServiceId(brand: Brand): string {
  return `${brand.webos.appId}.${brand.webos.serviceName}`;
}

/** Start of package file names: the brand's name in lower case, letters, digits and `-` only. */
export function brandSlug(brand: Brand): string {
  const letters = brand.name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'app';
}
