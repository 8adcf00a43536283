/** A slip that somebody who writes profiles by hand makes, in the complete profile of the fixtures, and what is to come of it. */
export interface SlipOfTheHand {
  readonly name: string;
  /** Whole lines of the profile, as they stand there. */
  readonly right: string;
  /** The same lines with the slip; under each, carets below the offending characters, severity, code and message. */
  readonly wrong: string;
  /** The title of the fix that is offered first; undefined where only the author can know. */
  readonly fix: string | undefined;
  /** True where the fix is offered, but not the obvious one. */
  readonly offered?: true;
  /** The lines after the fix, where they are other than the right ones. */
  readonly mended?: string;
}
