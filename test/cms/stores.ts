import type { UserDatabase } from '../../cms/src/database';
import { openLogDatabase } from '../../cms/src/logDatabase';

/** A user database that the tests run on. Opening the same folder again finds what was in it. */
export interface Store {
  readonly name: string;
  /** @param folder there already, empty at first, the test's own */
  open(folder: string): Promise<UserDatabase>;
}

/** Every user database there is: a promise holds on all of them. */
export const STORES: readonly Store[] = [{ name: 'log', open: openLogDatabase }];
