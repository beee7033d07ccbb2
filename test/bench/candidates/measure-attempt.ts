import { readFileSync, writeFileSync } from 'node:fs';
import type { Attempt, Sample } from './candidate';

/** A line of Linux' report about this process, in bytes; `null` elsewhere. */
function statusBytes(name: 'VmHWM' | 'VmRSS'): number | null {
  try {
    const match = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'));
    return match === null ? null : Number(match[1]) * 1024;
  } catch {
    return null; // Not Linux.
  }
}

/** Lets the high-water mark begin anew where the system can. */
function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Elsewhere the mark includes what loading took.
  }
}

function peakBytes(): number {
  return statusBytes('VmHWM') ?? process.resourceUsage().maxRSS * 1024;
}

async function collect(): Promise<void> {
  const { gc } = globalThis as { gc?: () => void };
  if (gc === undefined) throw new Error('start Node with --expose-gc');
  for (let i = 0; i < 3; i += 1) {
    gc();
    // Memory of array buffers is given back between turns.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function heldBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Runs an attempt once and measures it. What it read stays alive until its memory has been counted. */
export async function measureAttempt(attempt: Attempt, isJudged: boolean): Promise<Sample> {
  await collect();
  resetPeak();
  const before = { held: heldBytes(), resident: statusBytes('VmRSS') ?? process.memoryUsage().rss, cpu: process.cpuUsage(), at: performance.now() };
  await attempt.run();
  const wallMs = performance.now() - before.at;
  const cpu = process.cpuUsage(before.cpu);
  const peak = peakBytes();
  await collect();
  const held = heldBytes();
  return {
    cpuMs: (cpu.user + cpu.system) / 1000,
    wallMs,
    peakBytes: Math.max(0, peak - before.resident),
    heldBytes: Math.max(0, held - before.held),
    rows: attempt.rows(),
    probed: (await attempt.probe?.()) ?? {},
    judgement: isJudged ? await attempt.judge() : null,
  };
}
