import { closeSync, openSync, readSync } from 'node:fs';

/** Reads the audit of a CMS while it is written: which documents were stored, and how often. */
export class AuditTail {
  /** By target: how many requests have stored it. */
  readonly stores = new Map<string, number>();
  private rest = Buffer.alloc(0);
  private readonly file: number;
  private readonly chunk = Buffer.alloc(1 << 20);

  /** @param path of a file that is there */
  constructor(path: string) {
    this.file = openSync(path, 'r');
  }

  /** Takes in what was written since. @returns how many documents are stored */
  look(): number {
    for (let read = this.read(); read.length > 0; read = this.read()) {
      const all = Buffer.concat([this.rest, read]);
      const end = all.lastIndexOf(0x0a) + 1;
      this.rest = Buffer.from(all.subarray(end));
      for (const line of all.toString('utf8', 0, end).split('\n').slice(0, -1)) this.take(line);
    }
    return this.stores.size;
  }

  /** Documents that were stored more than once. */
  twice(): number {
    return [...this.stores.values()].filter((times) => times > 1).length;
  }

  close(): void {
    closeSync(this.file);
  }

  private read(): Buffer {
    return this.chunk.subarray(0, readSync(this.file, this.chunk));
  }

  private take(line: string): void {
    const { method, target, outcome } = JSON.parse(line) as { method: string; target: string; outcome: string };
    if (method === 'PUT' && outcome === 'done') this.stores.set(target, (this.stores.get(target) ?? 0) + 1);
  }
}
