import assert from 'node:assert/strict';
import type { Merge, PublishUi, Report } from '../../client/src/vscode/publishUi';

/** `undefined` closes the window without an answer. */
export type Reply = string | undefined;

/**
 * A person in front of the editor. Everything that is shown is written down, one line each; questions are answered with
 * the replies in turn, and a question that no reply is left for fails the test.
 */
export class Person {
  readonly seen: string[] = [];
  readonly log: string[] = [];
  readonly details: string[] = [];
  /** What is marked in the editor as refused. */
  marked: string[] = [];
  /** Does this person's editor have one? */
  hasMergeEditor = true;
  /** What is open in it. */
  merging: Merge | undefined;
  /** Takes a text into the document. */
  putText: (text: string) => boolean = () => false;
  private replies: Reply[] = [];
  private reports: Report[] = [];
  /** Runs when a progress with this beginning of its title is shown; gets its cancel button. */
  during: { title: string; act: (cancel: () => void) => void } | undefined;

  readonly ui: PublishUi = {
    ask: async ({ message, detail, choices }) => {
      this.seen.push(`ask: ${message} [${choices.join('] [')}]`);
      this.details.push(detail ?? '');
      const reply = this.next(message);
      assert.ok(reply === undefined || (choices as readonly string[]).includes(reply), `no button '${reply}' at: ${message}`);
      return choices.find((choice) => choice === reply);
    },
    input: async ({ title, prompt, value, secret, validate }) => {
      this.seen.push(`input: ${title} (${secret ? '•' : value})`);
      this.details.push(prompt);
      const reply = this.next(title);
      if (reply === undefined) return undefined;
      const typed = reply === '⏎' ? value : reply;
      const wrong = validate(typed);
      if (wrong === undefined) return typed;
      this.seen.push(`invalid: ${wrong}`);
      return undefined;
    },
    pick: async ({ title, items }) => {
      this.seen.push(`pick: ${title} [${items.map(({ label, description }) => description === undefined ? label : `${label} (${description})`).join('] [')}]`);
      const reply = this.next(title);
      assert.ok(reply === undefined || items.some(({ label }) => label === reply), `no item '${reply}' at: ${title}`);
      return items.find(({ label }) => label === reply)?.value;
    },
    pickSeveral: async ({ title, items }) => {
      this.seen.push(`pick: ${title} [${items.map(({ label, description }) => `${label} (${description})`).join('] [')}]`);
      const reply = this.next(title)?.split(' + ');
      assert.ok(reply === undefined || reply.every((each) => items.some(({ label }) => label === each)), `no items '${reply?.join()}' at: ${title}`);
      return reply && items.filter(({ label }) => reply.includes(label)).map(({ value }) => value);
    },
    report: (report) => {
      const labels = (report.actions ?? []).map(({ label }) => ` [${label}]`).join('');
      this.seen.push(`${report.severity}: ${report.message}${labels}`);
      this.reports.push(report);
    },
    progress: async (title, work) => {
      const controller = new AbortController();
      if (this.during && title.startsWith(this.during.title)) this.during.act(() => controller.abort());
      return work(controller.signal, () => undefined);
    },
    open: async (place) => { this.seen.push(`open: ${place}`); },
    showDifference: async (document, name, theirs) => { this.seen.push(`compare: ${name} with ${document}: ${theirs}`); },
    merge: async (merge) => {
      if (!this.hasMergeEditor) return false;
      this.seen.push(`merge: ${merge.name}`);
      this.merging = merge;
      return true;
    },
    replaceText: async (_, text) => this.putText(text),
    markRefusals: (_, text, places) => {
      this.marked = places.map(({ start, end, message }) => `«${text.slice(start, end)}» ${message}`);
    },
    log: (_, line) => { this.log.push(line); },
  };

  /** Says what to answer to the next questions; ⏎ takes what an input proposes. */
  answers(...replies: Reply[]): this {
    this.replies.push(...replies);
    return this;
  }

  /** Clicks a button of the last message and waits for what it leads to. */
  async click(label: string): Promise<void> {
    const action = this.reports.at(-1)?.actions?.find((candidate) => candidate.label === label);
    assert.ok(action, `no button '${label}' at the last message`);
    await action.run();
  }

  /** What was shown since the last call; every reply must have been used. */
  saw(): string[] {
    assert.deepEqual(this.replies, [], 'replies that nobody asked for');
    return this.seen.splice(0);
  }

  private next(question: string): Reply {
    assert.ok(this.replies.length > 0, `nobody answers: ${question}`);
    return this.replies.shift();
  }
}
