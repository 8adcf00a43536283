import { PROFILE_AUID, type DocumentAddress } from '../../../xcap/src/address';
import { nodeTransport } from '../transport/nodeTransport';
import { required, UsageError } from './options';

/** Options that every command toward a CMS takes. */
export const CONNECTION_OPTIONS = {
  root: { type: 'string' },
  xui: { type: 'string' },
  'token-env': { type: 'string' },
} as const;

/** Options that say which document is meant. */
export const DOCUMENT_OPTIONS = { ...CONNECTION_OPTIONS, name: { type: 'string' } } as const;

export interface ConnectionValues {
  readonly root?: string | undefined;
  readonly xui?: string | undefined;
  readonly 'token-env'?: string | undefined;
}

/** The address of the document meant. @throws UsageError */
export function documentAddress(values: ConnectionValues & { readonly name?: string | undefined }): DocumentAddress {
  return { root: required(values.root, 'root'), auid: PROFILE_AUID, xui: required(values.xui, 'xui'), document: required(values.name, 'name') };
}

/** The access token from the environment variable named; never from the arguments, which others on the machine can see. */
export function readToken(values: ConnectionValues, environment: NodeJS.ProcessEnv = process.env): { token?: string } {
  const name = values['token-env'];
  if (name === undefined) return {};
  const token = environment[name]?.trim();
  if (!token) throw new UsageError(`The environment variable ${name}, named by --token-env, is empty or not set.`);
  return { token };
}

/** An entity tag as a shell leaves it: the quotes that it has taken off are put back. */
export function entityTagOf(value: string): string {
  return value === '*' || /^(?:W\/)?".*"$/.test(value) ? value : `"${value}"`;
}

/** Runs an exchange; an interrupt cancels it. */
export async function exchange<T>(run: (transport: ReturnType<typeof nodeTransport>, signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  try {
    return await run(nodeTransport(), controller.signal);
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
  }
}

export const CONNECTION_HELP = `  --root URL        XCAP root, for example https://cms1.example.com/MissionCriticalOrg/MCO-12345
  --xui XUI         user whose document it is, for example sip:user2@example.com
  --token-env VAR   environment variable that holds the access token`;
