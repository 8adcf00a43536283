import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { median, percentile } from '../statistics';
import type { KeyFigures } from './figures';

/** Between two keys: five a second, as a person types. More would measure the machine's own load. */
const PAUSE_MILLISECONDS = 200;

/** When a key was seen, in milliseconds after it was pressed. */
export interface KeyTimes {
  readonly shown: number;
  readonly diagnosed: number;
}

/**
 * Types into the text of an element of which any other text is an error, and takes it back, again and again.
 * The cursor stands in the text already.
 * @param goOn asked before each pair of keys
 */
export async function type(page: Page, { text, key, mistaken }: { readonly text: string; readonly key: string; readonly mistaken: string }, goOn: (pairs: number) => boolean): Promise<KeyTimes[]> {
  const all: KeyTimes[] = [];
  for (let pairs = 0; goOn(pairs); pairs += 1) {
    all.push(await press(page, key, mistaken, true), await press(page, 'Backspace', text, false));
  }
  return all;
}

/** What many keys come to. */
export function keyFigures(all: readonly KeyTimes[]): KeyFigures {
  const figures = (figure: keyof KeyTimes) => ({ median: median(all.map((each) => each[figure])), p95: percentile(all.map((each) => each[figure]), 0.95) });
  return { keys: all.length, shown: figures('shown'), diagnosed: figures('diagnosed') };
}

/** Presses a key and waits in the page, frame by frame as it is drawn, for a text and for the squiggle that belongs to it. */
async function press(page: Page, key: string, text: string, wrong: boolean): Promise<KeyTimes> {
  // It listens before the key is pressed: both go to the page on ways of their own.
  await page.evaluate(watching(text, wrong));
  await pause(PAUSE_MILLISECONDS);
  await page.keyboard.press(key);
  return page.evaluate<KeyTimes>('globalThis.keySeen');
}

/** Runs in the page. As text, because what compiles this file would put calls into it that the page does not know. */
function watching(text: string, wrong: boolean): string {
  return `void (globalThis.keySeen = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('A key was not answered within a minute')), 60_000);
    const editor = document.querySelector('.editor-instance');
    let pressed, shown;
    window.addEventListener('keydown', ({ timeStamp }) => { pressed = timeStamp; }, { capture: true, once: true });
    const look = (now) => {
      if (pressed !== undefined) {
        if (shown === undefined && editor.querySelector('.view-lines').textContent.includes(${JSON.stringify(text)})) shown = now - pressed;
        if (shown !== undefined && (editor.querySelector('.squiggly-error') !== null) === ${String(wrong)}) {
          clearTimeout(late);
          return resolve({ shown, diagnosed: now - pressed });
        }
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }))`;
}
