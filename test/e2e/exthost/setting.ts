/** What the run hands to the tests inside the extension host (runExthost.mts). */
export interface Setting {
  /** Where mocha's JSON report goes. */
  readonly results: string;
  readonly repository: string;
  readonly cmsRoot: string;
  readonly token: string;
  readonly xui: string;
  /** The same CMS behind TLS with a private authority, and where its users sign in. */
  readonly secure: { readonly root: string; readonly issuer: string; readonly ca: string; readonly cert: string; readonly key: string };
}

export const setting = JSON.parse(process.env['MCPTT_TEST'] ?? '{}') as Setting;
