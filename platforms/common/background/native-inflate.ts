import type { InflateFactory, StreamInflate } from '#core/ingest';

/**
 * The engine's own unpacker of gzip (DecompressionStream, Chrome 80) for the program; `undefined` where there is none. It refuses files of
 * several members and bytes behind the end, which the library reads: that is told as failed.
 */
export function nativeInflate(): InflateFactory | undefined {
  if (typeof DecompressionStream !== 'function') return undefined;
  return (events): StreamInflate => {
    const { readable, writable } = new DecompressionStream('gzip');
    const writer = writable.getWriter();
    const reader: ReadableStreamDefaultReader<Uint8Array> = readable.getReader();
    let isClosing = false;
    let isOver = false;
    const finish = (tell: () => void): void => {
      if (isOver) return;
      isOver = true;
      tell();
    };
    const fail = (): void => {
      // Refused while it was being closed: the file ended too early. What it gave until then was taken.
      finish(() => {
        if (isClosing) events.ended(false);
        else events.failed();
      });
    };
    const read = (): void => {
      reader.read().then(({ done, value }) => {
        if (isOver) return;
        if (done) {
          finish(() => {
            events.ended(true);
          });
          return;
        }
        events.take(value);
        read();
      }, fail);
    };
    read();
    return {
      push(bytes) {
        // Ready means that the engine has room again: what the bytes gave has been read by then, or is about to be.
        writer.write(bytes as Uint8Array<ArrayBuffer>).then(() => writer.ready).then(() => {
          if (!isOver) events.ready();
        }, fail);
      },
      end() {
        isClosing = true;
        writer.close().catch(fail);
      },
      cancel() {
        isOver = true;
        reader.cancel().catch(() => undefined);
        writer.abort().catch(() => undefined);
      },
    };
  };
}
