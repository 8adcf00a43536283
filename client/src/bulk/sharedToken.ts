/** The access token of a run, and who gives another when the CMS does not take it. */
export interface TokenSource {
  /** Absent where requests go without one. */
  readonly token?: string;
  /** Another token after a 401; undefined where there is none. */
  renew(refused: string | undefined): Promise<string | undefined>;
}

/** One token for all documents of a run: a 401 has it renewed once, however many requests met it. */
export class SharedToken {
  current: string | undefined;
  /** No answer has been anything but 401 since it was renewed. */
  private unproven = false;
  private renewing: Promise<boolean> | undefined;

  constructor(private readonly source: TokenSource) {
    this.current = source.token;
  }

  /** The CMS has taken a token. */
  proven(token: string | undefined): void {
    if (token === this.current) this.unproven = false;
  }

  /** Whether there is another token to go on with. A new one that is refused at once ends it: a third would be, too. */
  async renewed(refused: string | undefined): Promise<boolean> {
    if (refused !== this.current) return true;
    if (this.unproven) return false;
    this.renewing ??= this.renew(refused).finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  private async renew(refused: string | undefined): Promise<boolean> {
    const token = await this.source.renew(refused);
    if (token === undefined || token === refused) return false;
    this.current = token;
    this.unproven = true;
    return true;
  }
}
