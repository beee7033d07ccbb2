/** The parts of mux.js 7.1's caption decoder that are used, its memories among them. */
declare module 'mux.js/lib/m2ts/caption-stream' {
  interface Row { readonly text: string }
  interface Window708 { readonly visible: number; isEmpty(): boolean; getText(): string }

  /** Decodes CEA-608 and 708 out of SEI messages; what is pushed is decoded by `flush`. */
  export class CaptionStream {
    push(unit: { readonly nalUnitType: 'sei_rbsp'; readonly escapedRBSP: Uint8Array; readonly pts: number; readonly dts: number }): void;
    flush(): void;
    /** CC1 to CC4: fifteen rows each. */
    readonly ccStreams_: ReadonlyArray<{ readonly displayed_: ReadonlyArray<Row | undefined>; readonly nonDisplayed_: ReadonlyArray<Row | undefined> }>;
    readonly cc708Stream_: {
      current708Packet: { readonly data: readonly number[] } | null;
      readonly services: Readonly<Record<string, { readonly windows: readonly Window708[] }>>;
      push708Packet(): void;
    };
  }
}
