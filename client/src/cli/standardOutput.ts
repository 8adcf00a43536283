/**
 * Writes what a command was asked for, and waits until it is out: a full disk or a reader that has gone away must not
 * pass for a success. Rejects with the error of the system.
 */
export function writeOut(content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(content, (error) => (error ? reject(error) : resolve())));
}
