import type { Diagnostic } from '../diagnostic';

/** What is wrong in a schema document: a diagnostic, and the document it is in. */
export interface SchemaProblem extends Diagnostic {
  /** The schema document, as `resolve` or the caller named it. */
  readonly location: string;
  readonly code: SchemaCode;
}

/** Stable codes of what is wrong in a schema. */
export type SchemaCode = 'malformed-schema' | 'unresolved-schema' | 'undeclared-name' | 'ambiguous-content' | 'invalid-facet' | 'invalid-schema';

/** Why a schema, or a part of it, cannot be used. */
export class SchemaError extends Error {
  /** Where it is in that document's text, UTF-16 code units. */
  readonly offset: number;
  readonly location: string;

  constructor(readonly problem: SchemaProblem) {
    super(problem.message);
    this.name = 'SchemaError';
    this.offset = problem.start;
    this.location = problem.location;
  }
}

/** The problems of a schema set while it is read and compiled; each is told once, however many parts suffer from it. */
export class SchemaProblems {
  private readonly told = new Map<string, SchemaProblem>();

  add(problem: SchemaProblem): void {
    const key = `${problem.location}\n${problem.start}\n${problem.message}`;
    if (!this.told.has(key)) this.told.set(key, problem);
  }

  get count(): number {
    return this.told.size;
  }

  get hasErrors(): boolean {
    return [...this.told.values()].some(({ severity }) => severity === 'error');
  }

  /** The problems, document by document in the order in which they were read, each in the order of its text. */
  list(locations: readonly string[]): SchemaProblem[] {
    const order = new Map(locations.map((location, index) => [location, index]));
    const placeOf = ({ location }: SchemaProblem): number => order.get(location) ?? locations.length;
    return [...this.told.values()].sort((a, b) => placeOf(a) - placeOf(b) || a.start - b.start || a.end - b.end);
  }

  /** Does what it can: where it fails, the reason is kept and the answer is undefined. */
  attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      this.add(error.problem);
      return undefined;
    }
  }
}
