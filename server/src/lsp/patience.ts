/**
 * How long a document waits for its settings and its schemas before it is checked without them. A busy editor answers
 * sooner; somebody who looks at a document with a mistake in it waits no longer. Milliseconds.
 */
const PATIENCE = 1_000;

/** Settles when the work is done, or when nobody wants to wait for it any longer. @returns whether it is done */
export async function patiently(work: Promise<void>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<boolean>((give) => {
    timer = setTimeout(() => give(false), PATIENCE);
  });
  try {
    return await Promise.race([work.then(() => true), enough]);
  } finally {
    clearTimeout(timer);
  }
}
