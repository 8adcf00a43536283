import { closeSync, openSync, writeSync } from 'node:fs';
import type { AuditEntry } from './audit';

/** Where audit entries go, a line of JSON each. */
export interface AuditFile {
  /** Returns once the system has the line; a process that is killed afterwards loses nothing of it. Throws the system's error. */
  add(entry: AuditEntry): void;
  /** Goes on in a new file of the same name, once something has renamed the old one. Throws the system's error, and then goes on in the old one. */
  reopen(): void;
  close(): void;
}

/** Opens a file to append to, made readable by its owner alone where it is not there. @throws the system's error */
export function openAuditFile(path: string): AuditFile {
  const open = (): number => openSync(path, 'a', 0o600);
  let file = open();
  return {
    add: (entry) => writeLine(file, `${JSON.stringify(entry)}\n`),
    reopen() {
      const next = open();
      closeSync(file);
      file = next;
    },
    close: () => closeSync(file),
  };
}

function writeLine(file: number, line: string): void {
  const bytes = Buffer.from(line, 'utf8');
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
