import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { AuditTail } from './auditTail';
import type { MemorySample } from './figures';

/** Shares of the documents at which memory is told: of the run that is stopped in the middle, and of the one that goes on. */
export const SHARES = [0.1, 0.25, 0.5, 0.6, 0.75, 1] as const;
const LOOK_MILLISECONDS = 20;

/** Looks at programs while documents are stored. */
export class Watch {
  readonly memory: Record<string, MemorySample[]> = {};
  readonly peaks: Record<string, number[]> = {};
  private told = 0;
  constructor(private readonly audit: AuditTail, private readonly count: number) {}

  /**
   * Watches until so many documents are stored.
   * @param pids by name, of the programs whose memory is told
   * @param ended what ends the wait before that, if anything does
   */
  async until(documents: number, pids: Readonly<Record<string, number>>, ended: Promise<unknown> = new Promise(() => undefined)): Promise<void> {
    const peaks: Record<string, number> = {};
    let over = false;
    const end = ended.then(() => { over = true; });
    for (let stored = this.audit.look(); stored < documents && !over; stored = this.audit.look()) {
      this.sample(stored, pids, peaks);
      await Promise.race([pause(LOOK_MILLISECONDS), end]);
    }
    this.sample(this.audit.look(), pids, peaks);
    for (const [name, bytes] of Object.entries(peaks)) (this.peaks[name] ??= []).push(bytes);
  }

  private sample(stored: number, pids: Readonly<Record<string, number>>, peaks: Record<string, number>): void {
    const share = SHARES[this.told];
    const reached = share !== undefined && stored >= share * this.count;
    if (reached) this.told += 1;
    for (const [name, pid] of Object.entries(pids)) {
      const { resident, peak } = memoryOf(pid);
      if (peak > 0) peaks[name] = peak;
      if (reached && resident > 0) (this.memory[name] ??= []).push({ share, bytes: resident });
    }
  }
}

/** Resident memory of a process and the most that it was, in bytes; 0 where it has gone. */
function memoryOf(pid: number): { readonly resident: number; readonly peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (field: string): number => Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1_024;
    return { resident: bytes('VmRSS'), peak: bytes('VmHWM') };
  } catch {
    return { resident: 0, peak: 0 };
  }
}
