import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes the data folder of a CMS if it is not there. It holds a private key and personal data, and may stand in a work
 * tree: a new one keeps itself out of version control. One that is there already is left as its owner has it.
 */
export async function prepareDataFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined) await writeFile(join(folder, '.gitignore'), '*\n');
}
