import type { FakeClock } from '#test/harness/fakes';
import { createFakeCanvas } from './fake-canvas';

/** A picture somebody asked for; a test answers it. */
export interface PendingPicture {
  readonly url: string;
  isCancelled: boolean;
  arrive(w?: number, h?: number): void;
  fail(): void;
}

/** Makes Lightning's platform for Node: time from the fake clock, pictures from the test, frames by hand. */
export function createFakePlatform(clock: FakeClock, pictures: PendingPicture[]): new () => object {
  return class FakePlatform {
    init(): void {
      // Nothing to listen to.
    }

    destroy(): void {
      // Nothing to stop.
    }

    startLoop(): void {
      // Frames are drawn by the test.
    }

    stopLoop(): void {
      // See startLoop.
    }

    getHrTime(): number {
      return clock.monotonicMs() + 1;
    }

    getDrawingCanvas(): object {
      return createFakeCanvas();
    }

    getTextureOptionsForDrawingCanvas(canvas: object): object {
      return { source: canvas };
    }

    uploadGlTexture(): void {
      // No pixels.
    }

    nextFrame(): void {
      // No screen.
    }

    loadSrcTexture({ src }: { src: string }, callback: (error: unknown, options?: object) => void): () => void {
      const picture: PendingPicture = {
        url: src,
        isCancelled: false,
        arrive(w = 100, h = 100) {
          if (!picture.isCancelled) callback(null, { source: { width: w, height: h, src }, hasAlpha: false });
        },
        fail() {
          if (!picture.isCancelled) callback('Image load error');
        },
      };
      pictures.push(picture);
      return () => {
        picture.isCancelled = true;
      };
    }
  };
}
