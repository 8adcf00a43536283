import type { ConnectionSettings } from '../connection/activeConnection';
import { connectionNames } from '../connection/activeConnection';
import { addressFault, signInAddressProblem } from '../connection/readConnection';
import type { PickItem, PublishUi } from './publishUi';
import type { SettingsPlace } from './settings';

/** What a person has filled in; `value` goes into the setting `mcptt.connections` under the name. */
export interface FilledForm {
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly place: SettingsPlace;
}

const title = 'Add CMS Connection';

const environments: readonly PickItem<string>[] = [
  { label: 'test', description: 'for trying things out', value: 'test' },
  { label: 'staging', description: 'before it gets serious', value: 'staging' },
  { label: 'production', description: 'people at work depend on it: publishing asks once more for each document', value: 'production' },
];

/** Asks for a new connection, step by step. Undefined where the person stopped; nothing is kept then. */
export async function askForConnection(settings: ConnectionSettings, workspaceOpen: boolean, ui: PublishUi): Promise<FilledForm | undefined> {
  const known = connectionNames(settings);
  const ask = async (prompt: string, value: string, validate: (text: string) => string | undefined): Promise<string | undefined> =>
    (await ui.input({ title, prompt, value, validate: (text) => validate(text.trim()) }))?.trim();

  const name = await ask('Name of the connection, as you want to see it in the status bar', '', (text) =>
    text === '' ? 'Enter a name.' : known.includes(text) ? `There is a connection '${text}' already; enter another name, or change that one in the settings.` : undefined);
  if (name === undefined) return undefined;
  const root = await ask('XCAP root of the CMS: everything before /org.3gpp.mcptt.user-profile', 'https://', (text) => addressFault({ root: text, xui: 'x', document: 'x' }));
  if (root === undefined) return undefined;
  const environment = await ui.pick({ title: `${title}: what is it used for?`, items: environments });
  if (environment === undefined) return undefined;
  const xui = await ask('XCAP user identity (XUI) whose documents are published, for example sip:user2@example.com; empty: ask for each document', '', (text) =>
    text === '' ? undefined : addressFault({ root, xui: text, document: 'x' }));
  if (xui === undefined) return undefined;
  const ca = root.toLowerCase().startsWith('https:')
    ? await ask('File with the authority of the CMS\'s certificate (PEM); empty: those that this machine trusts', '', () => undefined) : '';
  if (ca === undefined) return undefined;
  const how = await ui.pick<'signIn' | 'token'>({
    title: `${title}: how do you get an access token?`,
    items: [
      { label: 'Sign in', description: 'in the browser, at an identity management server (OpenID Connect)', value: 'signIn' },
      { label: 'Paste a token', description: 'when you publish, or with "MCPTT: Set CMS Token"', value: 'token' },
    ],
  });
  if (how === undefined) return undefined;
  const signIn = how === 'token' ? {} : await askForSignIn(ask);
  if (signIn === undefined) return undefined;
  const place = !workspaceOpen ? 'user' : await ui.pick<SettingsPlace>({
    title: `${title}: where is it kept?`,
    items: [
      { label: 'User settings', description: 'for you, in every workspace', value: 'user' },
      { label: 'Workspace settings', description: 'for everybody who works here', value: 'workspace' },
    ],
  });
  if (place === undefined) return undefined;
  return { name, place, value: { root, environment, ...(xui === '' ? {} : { xui }), ...(ca === '' ? {} : { tls: { ca } }), ...signIn } };
}

async function askForSignIn(ask: (prompt: string, value: string, validate: (text: string) => string | undefined) => Promise<string | undefined>): Promise<Record<string, unknown> | undefined> {
  const issuer = await ask('Issuer: the address of the identity management server', 'https://', (text) => {
    const wrong = signInAddressProblem(text);
    return wrong === undefined ? undefined : `The issuer ${wrong}`;
  });
  if (issuer === undefined) return undefined;
  const clientId = await ask('Client id that the identity management server knows this editor by', '', (text) => text === '' ? 'Enter the client id.' : undefined);
  return clientId === undefined ? undefined : { signIn: { issuer, clientId } };
}
