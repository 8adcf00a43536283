import { enterToken } from './accessToken';
import { canonicalRoot, type Credentials } from './credentials';
import type { ProfileDocument, PublishUi } from './publishUi';

/** An access token, or the person's word that it goes without one. */
export interface Authorisation { readonly token?: string }

/** The token of a root; where there is none, the person sets one or goes on without. Undefined where they stop. */
export async function authorise(root: string, credentials: Credentials, ui: PublishUi): Promise<Authorisation | undefined> {
  const token = await credentials.token(root);
  if (token !== undefined) return { token };
  const choice = await ui.ask({
    severity: 'information',
    message: `No access token is set for ${canonicalRoot(root)}. Set one, or publish without?`,
    choices: ['Set Token', 'Publish Without Token'],
  });
  if (choice === undefined) return undefined;
  if (choice === 'Publish Without Token') return {};
  const entered = await enterToken(root, credentials, ui);
  return entered === undefined ? undefined : { token: entered };
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
