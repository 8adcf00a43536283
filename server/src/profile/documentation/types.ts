import type { Release, Sureness } from '../sureness';

/** What an engineer should know of an element, an attribute or a value, in our own words. */
export interface Documentation {
  /** What it does in operation. Plain sentences. */
  readonly meaning: string;
  readonly unit?: string;
  /** What may be written, in words. */
  readonly range?: string;
  /** What its absence means. */
  readonly absent?: string;
  /** Where it stands, for what belongs in one `anyExt` only. */
  readonly belongsIn?: string;
  /** Where it is written: `TS 24.484 8.3.2.7`, `RFC 4745 7.1`. */
  readonly clause: string;
  readonly release?: Release;
  readonly sure: Sureness;
}

/**
 * Documentation by key: the end of a path of canonical names (`Parent/Child`), with `@name` for an attribute and `=value`
 * for a value. A key of attributes or values may leave the path out (`@index`).
 */
export type DocumentationTable = Readonly<Record<string, Documentation>>;
