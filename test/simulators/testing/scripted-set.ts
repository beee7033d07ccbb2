import { FakeClock } from '#test/harness/fakes';
import { CALM, Chaos } from '../core/chaos';
import type { ChaosHabits } from '../core/chaos';
import { DecoderBank } from '../core/decoder';
import { Journal } from '../core/journal';
import { ScriptedDecoder } from '../core/scripted-decoder';
import { SimulatedAvplay } from '../tizen/simulated-avplay';
import type { AvplaySet } from '../tizen/simulated-avplay';
import { timersOn } from './fake-timers';

/** A Samsung set without a page: its player, its one decoder, and a clock a test moves. */
export interface ScriptedSet extends AvplaySet {
  readonly clock: FakeClock;
  readonly avplay: SimulatedAvplay;
  /** Every decoder made so far. */
  readonly decoders: ScriptedDecoder[];
  /** The decoder made last. Throws when there is none: the test expected one. */
  readonly decoder: ScriptedDecoder;
}

/** Makes a scripted set. */
export function createScriptedSet(habits: Partial<ChaosHabits> = {}, more: Partial<AvplaySet> = {}): ScriptedSet {
  const clock = new FakeClock();
  const timers = timersOn(clock);
  const decoders: ScriptedDecoder[] = [];
  const set: AvplaySet = {
    journal: new Journal(() => clock.monotonicMs()),
    timers,
    chaos: new Chaos({ ...CALM, ...habits }, 1),
    bank: new DecoderBank(1),
    createDecoder: (events) => {
      const decoder = new ScriptedDecoder(events);
      decoders.push(decoder);
      return decoder;
    },
    suspendedState: 'NONE',
    hasDrmPrivilege: true,
    ...more,
  };
  return {
    ...set,
    clock,
    decoders,
    avplay: new SimulatedAvplay(set),
    get decoder() {
      const last = decoders[decoders.length - 1];
      if (last === undefined) throw new Error('no decoder was made');
      return last;
    },
  };
}
