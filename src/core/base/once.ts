/** What is made when it is first asked for, and once: everybody gets the same. A failure is not kept; whoever asks next tries again. */
export class Once<T> {
  private made: Promise<T> | null = null;
  private readonly make: () => Promise<T>;

  constructor(make: () => Promise<T>) {
    this.make = make;
  }

  /** What there is or is being made; `null` where nobody asked, or nothing came of it. */
  get current(): Promise<T> | null {
    return this.made;
  }

  /** Makes it where it is not there yet. Rejects where it could not be made. */
  get(): Promise<T> {
    if (this.made !== null) return this.made;
    const making = this.make().catch((error: unknown) => {
      if (this.made === making) this.made = null;
      throw error;
    });
    this.made = making;
    return making;
  }

  /** Does something with what was made, or is being made, once it is there; where nothing is made, nothing. */
  use(act: (made: T) => unknown): void {
    this.made?.then(act, () => undefined);
  }

  /** Whoever asks next gets another. */
  forget(): void {
    this.made = null;
  }
}
