/** What the phone page and error pages say. `{name}` placeholders are replaced by the page. */
export interface PageTexts {
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly enterHeading: string;
  readonly enterHint: string;
  readonly codeLabel: string;
  readonly continue: string;
  readonly checkHeading: string;
  readonly checkHint: string;
  readonly onlyIfYours: string;
  readonly device: string;
  readonly nameLabel: string;
  readonly passwordLabel: string;
  readonly signIn: string;
  readonly otherCode: string;
  readonly confirmHeading: string;
  readonly confirmHint: string;
  readonly confirm: string;
  readonly refuse: string;
  readonly doneHeading: string;
  readonly doneHint: string;
  readonly refusedHeading: string;
  readonly refusedHint: string;
  readonly wrongCode: string;
  readonly codeExpired: string;
  readonly tooMany: string;
  readonly wrongPassword: string;
  readonly suspended: string;
  readonly formExpired: string;
  readonly tooLate: string;
  readonly notFoundHeading: string;
  readonly notFoundHint: string;
  readonly failedHeading: string;
  readonly failedHint: string;
  readonly noWebHeading: string;
  readonly noWebHint: string;
  readonly activateLink: string;
}
