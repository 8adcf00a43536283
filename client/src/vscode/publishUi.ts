import type { ConflictPlace } from '../../../xcap/src/conflictPlaces';

/**
 * What publishing asks of the person and of the editor around it. The decisions (publishFlow.ts and its neighbours) know
 * only this, so that a test plays the person; editorUi.ts plays it with the windows of VS Code.
 */
export interface PublishUi {
  /** A modal question; undefined where it was dismissed. */
  ask<Choice extends string>(question: Question<Choice>): Promise<Choice | undefined>;
  /** A line of text, checked while it is typed; undefined where it was dismissed. */
  input(request: InputRequest): Promise<string | undefined>;
  /** One of several things; undefined where it was dismissed. */
  pick<Value>(request: PickRequest<Value>): Promise<Value | undefined>;
  /** Any number of several things, none at first; undefined where it was dismissed. */
  pickSeveral<Value>(request: PickRequest<Value>): Promise<readonly Value[] | undefined>;
  /** A message that waits for nobody; its actions run when they are clicked, perhaps much later. */
  report(report: Report): void;
  /** Shows that something is going on. The signal fires when the person cancels. */
  progress<T>(title: string, work: (signal: AbortSignal, advance: Advance) => Promise<T>): Promise<T>;
  /** Leads to where something can be put right. */
  open(place: Place): Promise<void>;
  /**
   * Shows the CMS's version of a document beside the editor's.
   * @param document URI of the editor's
   * @param name what it is called on the CMS
   * @param theirs the text there
   */
  showDifference(document: string, name: string, theirs: string): Promise<void>;
  /**
   * Opens three versions of a document in a merge editor, beside the document, which stays as it is.
   * @returns false where the editor has none
   */
  merge(merge: Merge): Promise<boolean>;
  /** Puts another text into an open document, so that it can be undone. @returns false where the editor does not allow it */
  replaceText(document: string, text: string): Promise<boolean>;
  /**
   * Marks in the editor what a CMS has refused, in place of what was marked before; the marks go with the next edit.
   * @param document URI of the editor's
   * @param text what was sent: the places are places of this text, and are not shown on another
   */
  markRefusals(document: string, text: string, places: readonly ConflictPlace[]): void;
  /** One line for the output channel. Never holds a token. */
  log(severity: Severity, line: string): void;
}

/** Three versions of a document, to be made one. */
export interface Merge {
  /** What the document is called on the CMS. */
  readonly name: string;
  /** What both began with. */
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** Told the text each time that the person completes or saves the merge. */
  saved(text: string): void;
}
/** Says how far a work of many parts is. */
export type Advance = (done: number, all: number) => void;

/** A place of the editor: a setting by its name, the choice of the language or of a connection, the form for a new one, the trust of the workspace. */
export type Place = `setting ${string}` | 'language' | 'trust' | 'connections' | 'new connection';

export type Severity = 'information' | 'warning' | 'error';

export interface Question<Choice extends string> {
  readonly severity: 'information' | 'warning';
  readonly message: string;
  /** Further lines, below the message. */
  readonly detail?: string;
  /** The first one is the one at hand. Cancel is always there. */
  readonly choices: readonly Choice[];
}

export interface InputRequest {
  readonly title: string;
  readonly prompt: string;
  /** What stands there at first. */
  readonly value: string;
  /** Not shown while it is typed. */
  readonly secret?: boolean;
  /** What is wrong with a value, in one line; undefined where nothing is. */
  validate(value: string): string | undefined;
}

export interface PickRequest<Value> {
  readonly title: string;
  readonly items: readonly PickItem<Value>[];
}

export interface PickItem<Value> {
  readonly label: string;
  /** Beside the label. */
  readonly description?: string;
  readonly value: Value;
}

export interface Report {
  readonly severity: Severity;
  /** One line: what, where, what to do. */
  readonly message: string;
  readonly actions?: readonly ReportAction[];
}

export interface ReportAction {
  readonly label: string;
  run(): Promise<void>;
}

/** The document in the active editor. */
export interface ProfileDocument {
  readonly uri: string;
  /** Last segment of its path; undefined where it has none yet. */
  readonly fileName: string | undefined;
  /** The buffer as it stands, saved or not. */
  text(): string;
  /** Another number after each change of the text. */
  version(): number;
  /** Errors in the present text; undefined where nobody can say. Rejects when the signal fires. */
  countErrors(signal: AbortSignal): Promise<number | undefined>;
}
