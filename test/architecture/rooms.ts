/** A room of the house and what it may know (docs/ARCHITECTURE.md). Paths from the repository's root. */
export interface Room {
  /** A folder, or one file. */
  readonly path: string;
  /** Rooms that it may import from, itself aside. */
  readonly knows: readonly string[];
  /** Rooms whose types it may import, and nothing that runs. */
  readonly knowsTypesOf?: readonly string[];
  /** Packages that it may import; `node:` stands for all of Node's own. */
  readonly packages: readonly string[];
  /** No I/O: what reaches out of the room by a global name is refused as well. */
  readonly pure: boolean;
}

const syntax = 'server/src/syntax';
const schema = 'server/src/schema';
const profile = 'server/src/profile';
const features = 'server/src/features';
const service = 'server/src/service.ts';
const diagnostic = 'server/src/diagnostic.ts';
const xcap = 'xcap/src';
const cms = 'cms/src';
const transport = 'client/src/transport';
const connection = 'client/src/connection';
const bulk = 'client/src/bulk';
const signIn = 'client/src/signIn';

export const rooms: readonly Room[] = [
  { path: diagnostic, knows: [], packages: [], pure: true },
  { path: syntax, knows: [diagnostic], packages: ['@xml-tools/parser'], pure: true },
  { path: schema, knows: [syntax, diagnostic], packages: [], pure: true },
  { path: profile, knows: [syntax, schema, diagnostic], packages: [], pure: true },
  { path: features, knows: [syntax, schema, profile, diagnostic], knowsTypesOf: [service], packages: [], pure: true },
  { path: service, knows: [syntax, schema, profile, features, diagnostic], packages: [], pure: true },
  { path: 'server/src/lsp', knows: [syntax, service, diagnostic], packages: ['vscode-languageserver', 'node:'], pure: false },
  { path: xcap, knows: [syntax], packages: [], pure: true },
  { path: cms, knows: [xcap, syntax, service, diagnostic], packages: ['jose', 'pg', '@peculiar/x509', 'reflect-metadata', 'node:'], pure: false },
  // VS Code puts its proxy and its certificates behind these two names.
  { path: transport, knows: [xcap], packages: ['http', 'https', 'node:'], pure: false },
  { path: connection, knows: [transport, xcap], packages: ['node:'], pure: false },
  { path: signIn, knows: [connection, xcap], packages: ['openid-client', 'node:'], pure: false },
  { path: bulk, knows: [connection, xcap, syntax], packages: ['node:'], pure: false },
  { path: 'client/src/cli', knows: [bulk, connection, transport, xcap, cms, syntax, schema, profile, service, diagnostic], packages: ['node:'], pure: false },
  { path: 'client/src/vscode', knows: [signIn, bulk, connection, transport, xcap, syntax, profile, service, diagnostic], packages: ['vscode', 'vscode-languageclient', 'node:'], pure: false },
];

/** What a pure room reaches the world by, as it is written in the source; `new Date()` is the one without arguments. */
export const worldly: readonly string[] = [
  'Date.now', 'Date()', 'new Date()', 'performance', 'Math.random', 'crypto', 'process', 'console', 'fetch', 'require',
  'setTimeout', 'setInterval', 'setImmediate', 'globalThis', 'XMLHttpRequest', 'WebSocket', 'Worker',
];
