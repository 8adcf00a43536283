/** What the run hands to the tests inside the extension host (runExthost.mts). */
export interface Setting {
  /** Where mocha's JSON report goes. */
  readonly results: string;
  readonly repository: string;
  readonly cmsRoot: string;
  readonly token: string;
  readonly xui: string;
}

export const setting = JSON.parse(process.env['MCPTT_TEST'] ?? '{}') as Setting;
