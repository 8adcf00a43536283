import { reportLines, reportMarkdown, countLine } from '../bulk/bulkReport';
import { wallClock } from '../bulk/clock';
import type { BulkFile } from '../bulk/documentPlan';
import { JournalProblem, noJournal, openJournal, type Journal, type JournalOwner, type JournalStore } from '../bulk/journal';
import type { Lock } from '../bulk/lockFile';
import { exitCode, type BulkReport } from '../bulk/outcome';
import type { Busy, LockedPublication } from '../bulk/publicationLock';
import { DEFAULT_PARALLEL, publishAll } from '../bulk/publishAll';
import type { TextPlace } from '../bulk/textPlaces';
import { canonicalRoot, connectionLabel, isProduction, type Connection } from '../connection/connection';
import { transportWithHeaders } from '../connection/headers';
import type { AccessTokens } from './accessTokens';
import type { Transport } from '../../../xcap/src/wire';
import { withUsable } from './publishTarget';
import type { PublishUi } from './publishUi';

/** Files that a person has chosen to publish together. */
export interface Selection {
  /** What messages call it. */
  readonly name: string;
  /** The same for the same choice: a journal is kept by it. */
  readonly key: string;
  /** The files and folders that were chosen: paths, or addresses of those that are no files. */
  readonly places: readonly string[];
  files(signal: AbortSignal): AsyncIterable<BulkFile>;
}

/** What publishing many documents works with; all of it is handed in. */
export interface BulkParts {
  readonly ui: PublishUi;
  readonly tokens: AccessTokens;
  /** What is being published in this window: a second run beside the first would only find what that one does. */
  readonly underWay: Set<string>;
  trusted(): boolean;
  /** @throws ConnectionProblem */
  connection(): Connection;
  /** @throws ConnectionProblem */
  transport(connection: Connection): Promise<Transport>;
  /** Errors in a text, by the settings of its place; undefined where nobody can say. */
  countErrors(file: BulkFile, text: string): Promise<number | undefined>;
  /** Marks what the CMS has refused in a file, in place of what was marked in it before. */
  mark(file: BulkFile, text: string, places: readonly TextPlace[]): void;
  /** Where the journal of a run is kept, by a key; undefined where nothing can be kept. */
  journal(key: string): Promise<JournalStore | undefined>;
  /** Holds the publication against other windows and terminals. */
  lock(publication: LockedPublication): Promise<Lock | Busy>;
  /** Shows a report. */
  show(report: string): Promise<void>;
}

/**
 * Publishes a selection from the question to the report. Undefined where the person stopped, or was told what stands in
 * the way.
 */
export async function publishSelection(selection: Selection, parts: BulkParts, withErrors = false): Promise<BulkReport | undefined> {
  const { ui, underWay } = parts;
  if (underWay.has(selection.key)) {
    ui.report({ severity: 'information', message: `${selection.name} is being published already: wait for it, or cancel it.` });
    return undefined;
  }
  underWay.add(selection.key);
  try {
    return await run(selection, parts, withErrors);
  } finally {
    underWay.delete(selection.key);
  }
}

async function run(selection: Selection, parts: BulkParts, withErrors: boolean): Promise<BulkReport | undefined> {
  const { ui, tokens } = parts;
  if (!parts.trusted()) {
    ui.report({ severity: 'warning', message: 'Publishing is off because this workspace is not trusted: trust it first.', actions: [{ label: 'Manage Trust', run: () => ui.open('trust') }] });
    return undefined;
  }
  const reached = await withUsable(async () => {
    const connection = parts.connection();
    return { connection, transport: transportWithHeaders(await parts.transport(connection), connection.headers) };
  }, ui);
  if (reached === undefined) return undefined;
  const { connection, transport } = reached;
  const choice = await askHow(selection, connection, ui);
  if (choice === undefined) return undefined;
  const doing = `publishing ${selection.name}`;
  const authorisation = await tokens.authorise(connection, doing, ui);
  if (authorisation === undefined) return undefined;
  const owner = { root: canonicalRoot(connection.root), auid: connection.auid };
  const lock = await parts.lock({ ...owner, places: selection.places });
  if ('heldBy' in lock) {
    ui.report({ severity: 'information', message: `${selection.name} is being published to this CMS already, by another window or terminal (process ${lock.heldBy}): wait for it, or stop it there. Nothing was sent.` });
    return undefined;
  }
  let report: BulkReport;
  try {
    const journal = await journalOf(selection, owner, parts);
    report = await ui.progress(`Publishing ${selection.name} to ${connectionLabel(connection)}`, (signal, advance) => publishAll({
      files: selection.files(signal), connection, transport, journal, signal, withErrors,
      tokens: { ...authorisation, renew: (refused) => tokens.renew(connection, refused, doing, ui) },
      clock: wallClock, parallel: DEFAULT_PARALLEL, replace: choice === REPLACE,
      countErrors: parts.countErrors, judged: parts.mark,
      progress: advance,
    }));
  } finally {
    await lock.release();
  }
  for (const line of reportLines(report)) ui.log(exitCode(report) === 0 ? 'information' : 'warning', line);
  tell(selection, connection, report, parts);
  return report;
}

const CREATE = 'Publish New Ones';
const REPLACE = 'Publish and Replace';

async function askHow({ name }: Selection, connection: Connection, ui: PublishUi): Promise<typeof CREATE | typeof REPLACE | undefined> {
  const production = isProduction(connection);
  const whose = connection.xui === '' ? 'each to the user that it names' : `all as documents of ${connection.xui}`;
  return ui.ask({
    severity: production ? 'warning' : 'information',
    message: `${production ? `${connection.name === '' ? 'This CMS' : connection.name} is marked as production. ` : ''}Publish the profiles in ${name} to ${connectionLabel(connection)}?`,
    detail: `Each goes under the name of its file, ${whose}, as it is saved. What the CMS has already with the same text is not sent again. What it has with another text is left alone, or replaced in the version just seen: choose.`,
    choices: [CREATE, REPLACE],
  });
}

async function journalOf(selection: Selection, owner: JournalOwner, { ui, journal }: BulkParts): Promise<Journal> {
  const store = await journal(`${owner.root} ${owner.auid} ${selection.key}`);
  if (store === undefined) return noJournal;
  try {
    return await openJournal(store, owner);
  } catch (error) {
    if (!(error instanceof JournalProblem)) throw error;
    // It is ours, kept by the very root: what is wrong with it is damage, and what it knew is looked at instead.
    ui.log('warning', `The journal of the last publication of ${selection.name} was dropped: ${error.message}.`);
    await store.remove();
    return openJournal(store, owner);
  }
}

function tell(selection: Selection, connection: Connection, report: BulkReport, parts: BulkParts): void {
  const show = { label: 'Show Report', run: () => parts.show(reportMarkdown(`${selection.name} to ${connectionLabel(connection)}`, report)) };
  const faulty = new Set(report.withErrors);
  const anyway = { label: 'Publish Those with Errors', run: async () => { await publishSelection(only(selection, faulty), parts, true); } };
  const { stopped, told } = report;
  parts.ui.report({
    severity: exitCode(report) !== 0 ? 'warning' : 'information',
    message: `${selection.name}: ${countLine(report)}.${stopped === undefined ? '' : ' Stopped; publish it again to go on where it was.'}`,
    actions: [...(told.length > 0 || stopped !== undefined ? [show] : []), ...(faulty.size > 0 ? [anyway] : [])],
  });
}

function only(selection: Selection, paths: ReadonlySet<string>): Selection {
  return {
    name: `${selection.name} (${paths.size} with errors)`,
    key: `${selection.key} with errors`,
    places: selection.places,
    async *files(signal) {
      for await (const file of selection.files(signal)) if (paths.has(file.path)) yield file;
    },
  };
}
