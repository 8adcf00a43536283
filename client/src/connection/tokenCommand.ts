import { execFile } from 'node:child_process';
import { readAccessToken } from './tokenText';

/** No token came. The message is one line and holds nothing that the program printed: that may be a secret. */
export class TokenCommandProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TokenCommandProblem';
  }
}

/** What a token command may take. */
export interface TokenCommandLimits {
  readonly milliseconds: number;
  readonly outputBytes: number;
}

const LIMITS: TokenCommandLimits = { milliseconds: 30_000, outputBytes: 64 * 1024 };

/**
 * Runs a program, without a shell, that prints an access token and nothing else.
 * @param command the program, then its arguments
 * @throws TokenCommandProblem where it fails, takes too long, prints too much, or prints no token
 */
export function runTokenCommand(command: readonly string[], signal: AbortSignal, limits: TokenCommandLimits = LIMITS): Promise<string> {
  const [program = '', ...rest] = command;
  return new Promise((resolve, reject) => {
    const fail = (problem: string): void => reject(new TokenCommandProblem(`The token command '${program}' ${problem}.`));
    const child = execFile(program, rest, { timeout: limits.milliseconds, killSignal: 'SIGKILL', maxBuffer: limits.outputBytes, signal, windowsHide: true, encoding: 'utf8' }, (error, output) => {
      if (error === null) {
        const token = readAccessToken(output);
        return token === undefined ? fail('printed something that is not an access token') : resolve(token);
      }
      const { code, killed } = error as { code?: string | number | null; killed?: boolean };
      if (signal.aborted) return fail('was cancelled');
      if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return fail(`printed more than ${Math.floor(limits.outputBytes / 1024)} kB`);
      if (code === 'ENOENT') return fail('was not found; write its whole path');
      if (code === 'EACCES') return fail('may not be run');
      if (killed) return fail(`did not end within ${limits.milliseconds / 1000} s`);
      fail(typeof code === 'number' ? `ended with exit code ${code}; run it in a terminal to see why` : `could not be run (${String(code ?? error.signal)})`);
    });
    child.stdin?.end();
  });
}
