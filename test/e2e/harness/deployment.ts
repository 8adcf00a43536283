import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { startCms } from '../../../scripts/localCms.mjs';
import { readConnection } from '../../../client/src/connection/readConnection';
import { signInByBrowser, SIGN_IN_PATIENCE } from '../../../client/src/signIn/codeFlow';
import { loopbackRedirect } from '../../../client/src/signIn/loopbackRedirect';
import { nodeTransport } from '../../../client/src/transport/nodeTransport';
import { Authority } from '../../client/certificates';
import { browse } from '../../client/signIn/browser';
import { IdentityServer } from '../../client/signIn/identityServer';
import type { Ground } from './ground';

/** The path of the XCAP root in TS 24.484 A.2.1. */
const ROOT_PATH = '/MissionCriticalOrg/MCO-12345';
const AUDIENCE = 'mcptt-cms';
/** What the identity management server knows the editor by. */
export const CLIENT_ID = 'mcptt-editor';
/** The system administrator of TS 24.484 A.2.1. */
export const ADMINISTRATOR = 'sip:user1@example.com';
const MEDIA_TYPE = 'application/vnd.3gpp.mcptt-user-profile+xml';

/** A line of the CMS's audit, as far as a test reads it. */
export interface Audited {
  readonly who?: string;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly entityTagBefore?: string;
  readonly entityTagAfter?: string;
}

/** What the CMS answers to a client that is not the editor. */
export interface Reply {
  readonly status: number;
  readonly entityTag: string | undefined;
  readonly body: Buffer;
}

/** The servers of a deployment: our CMS over TLS, and an OpenID Connect server whose tokens it verifies by its key set. */
export interface Deployment {
  /** XCAP root of the CMS. */
  readonly root: string;
  readonly issuer: string;
  /** Certificate of the private authority that vouches for both servers, PEM. */
  readonly authority: string;
  /** Certificate of the identity management server, which browsers have to trust. */
  readonly identityCertificate: string;
  /** The access and refresh tokens that were given out. */
  readonly tokens: readonly string[];
  /** Has the identity management server refuse whoever signs in, with these words, until `undefined` takes it back. */
  refuseSignIn(description: string | undefined): void;
  /** Signs somebody in beside the editor. @returns their access token */
  signIn(mcpttId: string): Promise<string>;
  /** A request from a client that is not the editor; a body makes it a PUT. */
  ask(path: string, token: string, body?: string | Buffer): Promise<Reply>;
  /** What has been written on the CMS since it was started the last time, or was refused, the oldest first. */
  audit(): readonly Audited[];
  /** Stops the CMS and starts another on the same data folder. */
  restartCms(): Promise<void>;
}

/** Starts the servers. Whoever signs in is the administrator, unless a test says otherwise. */
export async function startDeployment(ground: Ground): Promise<Deployment> {
  const authority = await Authority.make('CN=Gotham PD authority');
  const certified = await authority.server('CN=idms.example.com', { type: 'ip', value: IDENTITY_HOST });
  const identity = await IdentityServer.start(certified, IDENTITY_HOST);
  ground.atEnd(() => identity.stop());
  let person = ADMINISTRATOR;
  identity.onSigning = (claims) => {
    claims['mcptt_id'] = person;
    // The ID token is for the client and has its audience already; the access token is for the CMS (TS 33.180 B.3).
    if (claims['aud'] !== undefined) return;
    Object.assign(claims, { aud: AUDIENCE, scope: identity.authorizations.at(-1)?.get('scope'), ...(person === ADMINISTRATOR ? { mcptt_administrator: true } : {}) });
  };

  let refusal: string | undefined;
  // RFC 6749 4.1.2.1.
  identity.onRedirect = ({ searchParams }) => {
    if (refusal === undefined) return;
    searchParams.delete('code');
    searchParams.set('error', 'access_denied');
    searchParams.set('error_description', refusal);
  };

  const tokens: string[] = [];
  identity.onTokens = ({ body }) => {
    if (body !== '') tokens.push(...['access_token', 'refresh_token'].map((name) => String(body[name])));
  };

  const { issuer } = identity;
  const own = await authority.server('CN=cms1.example.com');
  const files = { ca: ground.path('authority.pem'), cert: ground.path('cms.pem'), key: ground.path('cms.key') };
  writeFileSync(files.ca, authority.ca);
  writeFileSync(files.cert, own.cert);
  writeFileSync(files.key, own.key, { mode: 0o600 });
  const start = (port = 0) => startCms(ground.path('cms'), port, {
    more: ['--tls-cert', files.cert, '--tls-key', files.key, '--issuer', issuer, '--audience', AUDIENCE, '--jwks', `${issuer}/jwks`],
    env: { NODE_EXTRA_CA_CERTS: files.ca },
  });
  let cms = await start();
  ground.atEnd(() => cms.program.stop());
  const { origin, port } = new URL(cms.root);

  return {
    root: origin + ROOT_PATH, issuer, authority: authority.ca, identityCertificate: certified.cert, tokens,
    refuseSignIn(description) { refusal = description; },
    async signIn(mcpttId) {
      const { signIn } = readConnection('beside', { root: origin, signIn: { issuer, clientId: CLIENT_ID } }, { setting: '', mayRunPrograms: false });
      person = mcpttId;
      try {
        const session = await signInByBrowser(signIn!, {
          transport: nodeTransport(undefined, { tls: { ca: authority.ca } }), listen: () => loopbackRedirect(), now: Date.now, patience: SIGN_IN_PATIENCE,
          openBrowser: async (address) => { void browse(address, [], authority.ca); return true; },
        }, new AbortController().signal);
        return session.accessToken;
      } finally {
        person = ADMINISTRATOR;
      }
    },
    ask: (path, token, body) => new Promise((resolve, reject) => {
      const headers = { Authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'Content-Type': MEDIA_TYPE }) };
      const sent = request(origin + ROOT_PATH + path, { method: body === undefined ? 'GET' : 'PUT', headers, ca: authority.ca, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, entityTag: answer.headers.etag, body: Buffer.concat(chunks) }));
      });
      sent.on('error', reject);
      sent.end(body);
    }),
    audit: () => cms.program.output().split('\n').filter((line) => line.includes('"outcome":')).map((line) => JSON.parse(line) as Audited),
    async restartCms() {
      await cms.program.stop();
      cms = await start(Number(port));
    },
  };
}

/** Of this machine, and none of the names for it that an editor in a browser takes to its own server: it opens this one as it is. */
const IDENTITY_HOST = '127.0.0.2';
