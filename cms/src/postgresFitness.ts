import type { Run } from './postgresConnection';

/** The database could not keep what a CMS promises. */
export class UnfitDatabase extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnfitDatabase';
  }
}

interface Settings {
  readonly encoding: string;
  readonly synchronous: string;
  readonly fsync: string;
}

/**
 * Looks whether a database keeps what it confirms. Its settings may change while a CMS runs, so this is asked of every
 * connection that is made. `full_page_writes` is left to the administrator: file systems that never tear a page need none.
 * @throws UnfitDatabase, DatabaseUnavailable
 */
export async function checkFitness(run: Run): Promise<void> {
  const { rows } = await run<Settings>(`SELECT current_setting('server_encoding') AS encoding, current_setting('synchronous_commit') AS synchronous, current_setting('fsync') AS fsync`);
  const [settings] = rows;
  if (settings?.encoding !== 'UTF8') throw new UnfitDatabase(`The user database is encoded in ${settings?.encoding}; make one with ENCODING 'UTF8'.`);
  if (settings.synchronous === 'off') throw new UnfitDatabase('The user database may lose what it has confirmed, because synchronous_commit is off; set it to on for the role of the CMS.');
  if (settings.fsync === 'off') throw new UnfitDatabase('The user database may lose what it has confirmed, because fsync is off; switch it on.');
}
