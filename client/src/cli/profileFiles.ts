import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Names that say what a file is: those of the editor's language. */
const PROFILE_NAME = /^(?:(?:mcptt-)?user-profile-\d{1,3}|.*\.mcptt-user-profile)\.xml$/;
/** How far into a file its root element is looked for. */
const HEAD_LENGTH = 4_096;

/**
 * The files to check: a file that is named is taken whatever it is; in a folder and those below it every `.xml` file that
 * is a profile by its name or by its first characters, in the order of their names. Hidden folders and node_modules are
 * left out. Rejects where a path cannot be read.
 */
export async function profileFiles(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) await collect(path, found);
    else found.push(path);
  }
  return [...new Set(found)];
}

async function collect(folder: string, found: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') await collect(path, found);
    } else if (entry.isFile() && entry.name.endsWith('.xml') && (PROFILE_NAME.test(entry.name) || await beginsAsProfile(path))) found.push(path);
  }
}

async function beginsAsProfile(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_LENGTH), 0, HEAD_LENGTH, 0);
    return /<(?:[\w.-]+:)?mcptt-user-profile[\s/>]/.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}
