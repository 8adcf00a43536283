/** What one way of publishing came to. */
export interface PublishFigures {
  /** Of each run: the one that was stopped, and the one that went on. */
  readonly seconds: readonly number[];
  /** How many the CMS stored, by its audit. */
  readonly documents: number;
  /** How many of them it stored more than once. */
  readonly sentTwice: number;
  /** How many it does not serve byte by byte as they are in their files. */
  readonly different: number;
  /** By the name of the program: what it held (resident) when so many of the documents were stored. */
  readonly memory: Readonly<Record<string, readonly MemorySample[]>>;
  /** By the name of the program: the most that it held, in each run. */
  readonly peaks: Readonly<Record<string, readonly number[]>>;
}

/** Memory at a share of the documents, in bytes. */
export interface MemorySample {
  readonly share: number;
  readonly bytes: number;
}

/** In milliseconds. */
export interface Delay {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** What a person feels who types meanwhile, in milliseconds. */
export interface KeyFigures {
  readonly keys: number;
  readonly shown: { readonly median: number; readonly p95: number };
  readonly diagnosed: { readonly median: number; readonly p95: number };
}

/** With what only an editor has. */
export interface EditorFigures extends PublishFigures {
  /** How late timers of the extension host are, while nothing else goes on and while it publishes. */
  readonly loop: Readonly<Record<'before' | 'meanwhile', Delay>>;
  readonly before: KeyFigures;
  readonly during: KeyFigures;
}
