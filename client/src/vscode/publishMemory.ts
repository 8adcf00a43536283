/** The version that was last seen at an address. */
export interface SeenVersion {
  /** The document that was published there, by URI: for any other one, what is there is not yet seen. */
  readonly document: string;
  /** Absent where the CMS gave none. */
  readonly entityTag?: string;
}

/** What a person decided on the address of a document, with what was proposed then. */
export interface AddressChoice {
  readonly xui: string;
  readonly documentName: string;
  readonly proposedXui: string;
  readonly proposedName: string;
}

/** Where a workspace keeps small things: VS Code's `workspaceState`, or a table in a test. */
export interface WorkspaceState {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
  keys(): readonly string[];
}

/** What is remembered between two publications. Entity tags and addresses are no secret; they survive a restart of the editor. */
export interface PublishMemory {
  seen(address: string): SeenVersion | undefined;
  /** @param text what that version says, where it is known: kept while there is room for it */
  rememberSeen(address: string, version: SeenVersion, text?: string): Promise<void>;
  /** The text of the version seen last at an address; undefined where it is not known any more. */
  base(address: string): string | undefined;
  /** Addresses of all versions that were seen. */
  addresses(): string[];
  choice(document: string): AddressChoice | undefined;
  rememberChoice(document: string, choice: AddressChoice): Promise<void>;
}

/** A text that is kept: with its tag, so that it is never taken for that of another version. */
interface KeptText {
  readonly entityTag?: string;
  readonly text: string;
}

/** One of the texts that are kept, the one that was not used for the longest time first. */
interface KeptPlace {
  readonly address: string;
  readonly length: number;
}

/** The editor reads all of a workspace's state when a window opens: so much of it, in UTF-16 code units, may be texts. */
const LONGEST_TEXT = 256 * 1024;
const ALL_TEXTS = 1024 * 1024;

/** The memory of a workspace, kept in its state. */
export function createPublishMemory(state: WorkspaceState): PublishMemory {
  const seenKey = (address: string): string => `${SEEN}${address}`;
  const textKey = (address: string): string => `mcptt.text:${address}`;
  const choiceKey = (document: string): string => `mcptt.address:${document}`;
  const places = 'mcptt.texts';

  /** Everything is read and written in one go: two publications may end at the same time. */
  function keepText(address: string, kept: KeptText | undefined): PromiseLike<void>[] {
    const before = state.get<readonly KeptPlace[]>(places) ?? [];
    const fits = kept !== undefined && kept.text.length <= LONGEST_TEXT;
    const after = [...before.filter((place) => place.address !== address), ...(fits ? [{ address, length: kept.text.length }] : [])];
    const writes = [state.update(textKey(address), fits ? kept : undefined)];
    let room = ALL_TEXTS - after.reduce((sum, { length }) => sum + length, 0);
    while (room < 0) {
      const oldest = after.shift()!;
      room += oldest.length;
      writes.push(state.update(textKey(oldest.address), undefined));
    }
    return [...writes, state.update(places, after)];
  }

  return {
    seen: (address) => state.get<SeenVersion>(seenKey(address)),
    rememberSeen: async (address, version, text) => {
      const { entityTag } = version;
      const kept = text === undefined ? undefined : { text, ...(entityTag === undefined ? {} : { entityTag }) };
      await Promise.all([state.update(seenKey(address), version), ...keepText(address, kept)]);
    },
    base: (address) => {
      const kept = state.get<KeptText>(textKey(address));
      return kept?.entityTag === state.get<SeenVersion>(seenKey(address))?.entityTag ? kept?.text : undefined;
    },
    addresses: () => keysAfter(SEEN, state),
    choice: (document) => state.get<AddressChoice>(choiceKey(document)),
    rememberChoice: async (document, choice) => { await state.update(choiceKey(document), choice); },
  };
}

const SEEN = 'mcptt.seen:';

/** What stands behind a beginning in the keys of a state. */
export function keysAfter(beginning: string, state: WorkspaceState): string[] {
  return state.keys().filter((key) => key.startsWith(beginning)).map((key) => key.slice(beginning.length));
}
