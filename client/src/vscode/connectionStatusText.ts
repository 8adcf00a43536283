import { canonicalRoot, isProduction, type Connection } from '../connection/connection';
import { timeText } from '../connection/tokenClaims';
import type { TokenOutlook } from './accessTokens';

/** What the status bar shows of the active connection. */
export interface ConnectionStatus {
  readonly text: string;
  readonly tooltip: string;
  /** Colour of the background; what it means is always in the text, too. */
  readonly colour: 'none' | 'warning' | 'error';
}

/** A token that ends sooner is worth a word before it does. */
const SOON_MILLISECONDS = 5 * 60_000;

/** The status of a connection that can be used. */
export function connectionStatus(connection: Connection, outlook: TokenOutlook, now: number): ConnectionStatus {
  const { name, root, environment, xui } = connection;
  const called = name === '' ? new URL(canonicalRoot(root)).host : name;
  const ending = endingText(outlook, now);
  return {
    text: [`$(cloud) ${plain(called)}`, ...(environment === '' ? [] : [plain(environment)]), ...(ending === undefined ? [] : [`$(warning) ${ending}`])].join(' · '),
    tooltip: [
      `CMS connection: ${called}`, `XCAP root: ${canonicalRoot(root)}`, ...(environment === '' ? [] : [`Environment: ${environment}`]), ...(xui === '' ? [] : [`User: ${xui}`]),
      tokenText(connection, outlook, now), 'Click to choose, add or test a connection.',
    ].join('\n'),
    colour: isProduction(connection) ? 'error' : ending === undefined ? 'none' : 'warning',
  };
}

/** The status where the settings name no connection that can be used. */
export function problemStatus(message: string): ConnectionStatus {
  return { text: '$(cloud) No CMS connection', tooltip: `${message}\nClick to choose or add a connection.`, colour: 'none' };
}

function endingText({ expiresAt, renewable }: TokenOutlook, now: number): string | undefined {
  if (expiresAt === undefined || renewable || expiresAt - now > SOON_MILLISECONDS) return undefined;
  if (expiresAt <= now) return 'token expired';
  return `token ends in ${Math.max(1, Math.floor((expiresAt - now) / 60_000))} min`;
}

function tokenText(connection: Connection, { source, who, expiresAt, renewable }: TokenOutlook, now: number): string {
  if (source === 'none') return connection.signIn === undefined ? 'Token: none set' : 'Not signed in';
  if (source === 'command') return 'Token: from a command';
  const end = expiresAt === undefined ? '' : renewable ? ', renewed by itself' : expiresAt <= now ? `, expired at ${timeText(expiresAt)}` : `, until ${timeText(expiresAt)}`;
  const whose = who === undefined ? '' : ` as ${who}`;
  return source === 'session' ? `Signed in${whose}${end}` : `Token: pasted${who === undefined ? '' : `, of ${who}`}${end}`;
}

/** `$(…)` would be an icon of the editor. */
function plain(text: string): string {
  return text.replaceAll('$(', '$ (');
}
