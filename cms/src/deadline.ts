/** A moment after which waiting is given up. Cancel it once there is nothing to wait for. */
export class Deadline {
  /** Resolves when the moment has come; never, where it was cancelled before. */
  readonly passed: Promise<void>;
  private timer: NodeJS.Timeout | undefined;

  constructor(milliseconds: number) {
    this.passed = new Promise((resolve) => (this.timer = setTimeout(resolve, milliseconds)));
  }

  cancel(): void {
    clearTimeout(this.timer);
  }
}
