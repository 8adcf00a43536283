import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isProfileName } from '../bulk/profileNames';
import { UsageError } from './options';

/** In any case: some systems shout. */
const XML_NAME = /\.xml$/i;
/** How far into a file its root element is looked for. */
const HEAD_LENGTH = 4_096;

/**
 * The files to check: a file that is named is taken whatever it is; in a folder and those below it every `.xml` file that
 * is a profile by its name or by its first characters, in the order of their names. Hidden folders and node_modules are
 * left out. Throws where a path cannot be read, and where there is nothing to check: a pipeline with a wrong folder would
 * pass for ever.
 */
export function profileFiles(paths: readonly string[]): string[] {
  const found: string[] = [];
  for (const path of paths) {
    const named = statSync(path);
    if (named.isDirectory()) collect(path, found);
    // Reading these may never end.
    else if (named.isFIFO() || named.isCharacterDevice()) throw new UsageError(`'${path}' is neither a file nor a folder.`);
    else found.push(path);
  }
  if (found.length === 0) throw new UsageError(`There is no profile in ${paths.map((path) => `'${path}'`).join(', ')}.`);
  return [...new Set(found)];
}

function collect(folder: string, found: string[]): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') collect(path, found);
    } else if (entry.isFile() && XML_NAME.test(entry.name) && (isProfileName(entry.name) || beginsAsProfile(path))) found.push(path);
  }
}

function beginsAsProfile(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_LENGTH);
    return /<(?:[\w.-]+:)?mcptt-user-profile[\s/>]/.test(head.toString('utf8', 0, readSync(file, head, 0, HEAD_LENGTH, 0)));
  } finally {
    closeSync(file);
  }
}
