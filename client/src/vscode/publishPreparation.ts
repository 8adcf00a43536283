import { connectionLabel, isProduction } from '../connection/connection';
import type { PublishTarget } from './publishTarget';
import type { ProfileDocument, PublishUi } from './publishUi';

/**
 * Whether a document may go to a connection that people at work depend on; asked once for a document and its address.
 * @param confirmed what was said yes to in this window
 */
export async function confirmProduction({ uri }: Pick<ProfileDocument, 'uri'>, { connection, address, url }: PublishTarget, confirmed: Set<string>, ui: PublishUi): Promise<boolean> {
  const key = `${url} ${uri}`;
  if (!isProduction(connection) || confirmed.has(key)) return true;
  const choice = await ui.ask({
    severity: 'warning',
    message: `${connection.name === '' ? 'This CMS' : connection.name} is marked as production. Publish ${address.document} there?`,
    detail: `Connection: ${connectionLabel(connection)}\nHost: ${new URL(url).host}\nAddress: ${url}`,
    choices: ['Publish to Production'],
  });
  if (choice !== undefined) confirmed.add(key);
  return choice !== undefined;
}

/**
 * The text to send: checked, with the person's consent where it has errors or cannot be checked. Undefined where they
 * stop. What was checked is what is returned, even if the person types on in the meantime.
 */
export async function checkedText(document: ProfileDocument, name: string, ui: PublishUi): Promise<string | undefined> {
  const checked = await ui.progress(`Checking ${name}`, async (signal) => {
    for (;;) {
      const version = document.version();
      const text = document.text();
      const errors = await settledOrCancelled(document.countErrors(signal), signal);
      if (errors === 'cancelled') return undefined;
      if (document.version() === version) return { text, errors };
    }
  });
  if (checked === undefined) return undefined;
  const { text, errors } = checked;
  if (errors === 0) return text;
  const message = errors === undefined
    ? `${name} could not be checked: the language server does not answer. Publish it anyway?`
    : `${name} has ${errors === 1 ? '1 error' : `${errors} errors`}. Publish it anyway?`;
  return await ui.ask({ severity: 'warning', message, choices: ['Publish Anyway'] }) === undefined ? undefined : text;
}

async function settledOrCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T | 'cancelled'> {
  try {
    return await work;
  } catch (error) {
    if (signal.aborted) return 'cancelled';
    throw error;
  }
}
