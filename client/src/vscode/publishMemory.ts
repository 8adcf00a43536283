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
  rememberSeen(address: string, version: SeenVersion): Promise<void>;
  /** Addresses of all versions that were seen. */
  addresses(): string[];
  choice(document: string): AddressChoice | undefined;
  rememberChoice(document: string, choice: AddressChoice): Promise<void>;
}

/** The memory of a workspace, kept in its state. */
export function createPublishMemory(state: WorkspaceState): PublishMemory {
  const seenKey = (address: string): string => `${SEEN}${address}`;
  const choiceKey = (document: string): string => `mcptt.address:${document}`;
  return {
    seen: (address) => state.get<SeenVersion>(seenKey(address)),
    rememberSeen: async (address, version) => { await state.update(seenKey(address), version); },
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
