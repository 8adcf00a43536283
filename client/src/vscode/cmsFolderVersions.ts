/** A version of a document as the CMS served it, or took it. */
export interface CmsVersion {
  /** Address that it came from: settings may give a connection another root while a document is open. */
  readonly url: string;
  /** Absent where the CMS gave none that can guard a change. */
  readonly entityTag?: string;
  readonly text: string;
  /** Length in bytes of UTF-8. */
  readonly size: number;
  /** Milliseconds since 1970 when it was first seen here; another one for each version. */
  readonly seenAt: number;
}

/** What the editor has open at an address; undefined: nothing. */
export interface OpenDocument {
  readonly text: string;
  /** Whether it holds changes that are not stored. */
  readonly dirty: boolean;
}

/**
 * Which version of a document the editor works on. Files are read by anybody (an editor that opens, one that compares, a
 * search, another extension), and only a version that stands in the editor may be replaced by what is saved from there.
 * So a version read while the document is open counts only once the editor shows its text.
 */
export class FolderVersions {
  private readonly documents = new Map<string, Known>();

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  /** Takes in what the CMS serves at a URI; the same version keeps its time. */
  seen(uri: string, fetched: Omit<CmsVersion, 'size' | 'seenAt'>): CmsVersion {
    const known = this.known(uri);
    const before = known.recent.find(({ url, entityTag, text }) => url === fetched.url && entityTag === fetched.entityTag && text === fetched.text);
    const version = before ?? { ...fetched, size: new TextEncoder().encode(fetched.text).length, seenAt: known.lastTime = Math.max(this.now(), known.lastTime + 1) };
    known.recent = [...known.recent.filter((each) => each !== version), version].slice(-RECENT);
    return version;
  }

  /** A version is handed out to whoever reads the file. */
  read(uri: string, version: CmsVersion, open: OpenDocument | undefined): void {
    if (open === undefined) this.known(uri).base = version;
    else if (!open.dirty) this.shown(uri, open.text);
  }

  /** The editor shows a text without changes: it is one of the versions that were read, or none that is known. */
  shown(uri: string, text: string): void {
    const known = this.known(uri);
    const found = known.recent.findLast((version) => sameInEditor(version.text, text));
    if (found !== undefined) known.base = found;
  }

  /** The editor has opened a document. One that was restored with its changes was started from nobody knows what. */
  opened(uri: string, { text, dirty }: OpenDocument): void {
    this.known(uri).base = undefined;
    if (!dirty) this.shown(uri, text);
  }

  /** A version was stored from here, or a person has looked at it and wants to replace just that one. */
  adopted(uri: string, version: CmsVersion): void {
    this.known(uri).base = version;
  }

  /** The version that the editor works on; undefined where that is not known. */
  base(uri: string): CmsVersion | undefined {
    return this.documents.get(uri)?.base;
  }

  /** Nobody has the document any more. */
  forget(uri: string): void {
    this.documents.delete(uri);
  }

  /** URIs of everything that was read. */
  uris(): string[] {
    return [...this.documents.keys()];
  }

  private known(uri: string): Known {
    const known = this.documents.get(uri) ?? { recent: [], base: undefined, lastTime: 0 };
    this.documents.set(uri, known);
    return known;
  }
}

interface Known {
  recent: CmsVersion[];
  base: CmsVersion | undefined;
  lastTime: number;
}

/** Enough for what is read between two looks at the editor; each holds a text. */
const RECENT = 3;

/** An editor drops the byte order mark and makes all line ends the same. */
function sameInEditor(served: string, shown: string): boolean {
  const plain = (text: string): string => text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  return plain(served) === plain(shown);
}
