import type { Connection } from './connection';
import { ConnectionProblem, readConnection } from './readConnection';

/** What the settings say of connections, unread. */
export interface ConnectionSettings {
  /** `mcptt.cms.*`: the connection without a name. */
  readonly cms: { readonly root: string; readonly xui: string; readonly mediaType: string };
  /** `mcptt.connection`: the name of the active one; empty for the one without a name. */
  readonly active: string;
  /** `mcptt.connections` of each place where settings are kept, from the widest to the nearest. */
  readonly layers: readonly ConnectionLayer[];
}

/** The connections of one place. */
export interface ConnectionLayer {
  readonly place: 'user' | 'workspace';
  readonly connections: unknown;
}

/** Names of all connections, whatever is wrong with them, in the order of their first appearance; the one without a name is left out. */
export function connectionNames({ layers }: ConnectionSettings): string[] {
  return [...new Set(layers.flatMap(({ connections }) => Object.keys(objectOf(connections))))];
}

/** The active connection. @throws ConnectionProblem where there is none, or it cannot be used */
export function activeConnection(settings: ConnectionSettings): Connection {
  const { active, cms } = settings;
  if (active !== '') return namedConnection(active, settings);
  if (cms.root === '' && connectionNames(settings).length > 0) {
    throw new ConnectionProblem('mcptt.connection', 'No connection is chosen: choose one of those in mcptt.connections.');
  }
  return unnamedConnection(cms);
}

/** A connection by its name. The nearest definition counts as a whole: mixed with others, it would send somebody's token elsewhere. */
export function namedConnection(name: string, settings: ConnectionSettings): Connection {
  const layer = settings.layers.findLast(({ connections }) => Object.hasOwn(objectOf(connections), name));
  if (layer === undefined) {
    const known = connectionNames(settings).map((each) => `'${each}'`).join(', ');
    throw new ConnectionProblem('mcptt.connection', `Setting mcptt.connection names '${name}', and there is no such connection in mcptt.connections${known === '' ? '' : `; there is ${known}`}.`);
  }
  return readConnection(name, objectOf(layer.connections)[name], { setting: 'mcptt.connections', mayRunPrograms: layer.place === 'user' });
}

function unnamedConnection(cms: ConnectionSettings['cms']): Connection {
  if (cms.root === '') throw new ConnectionProblem('mcptt.cms.root', 'No CMS is set up to publish to: add a connection, or enter its XCAP root in the setting mcptt.cms.root.');
  try {
    return readConnection('', cms, { setting: 'mcptt.cms', mayRunPrograms: false });
  } catch (error) {
    if (!(error instanceof ConnectionProblem)) throw error;
    // Each of these three is a setting of its own.
    const [, field = ''] = /^Setting mcptt\.cms: (\w+)/.exec(error.message) ?? [];
    throw new ConnectionProblem(`mcptt.cms.${field}`, error.message.replace('mcptt.cms: ', 'mcptt.cms.'));
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
}
