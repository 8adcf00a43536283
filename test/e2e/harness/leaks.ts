import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files below a folder that hold a text: nothing that the editor or the extension writes may hold a token. */
export function filesWith(folder: string, secret: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).size < 50_000_000 && readFileSync(join(entry.parentPath, entry.name)).includes(secret))
    .map((entry) => join(entry.parentPath, entry.name));
}
