import { didOpen, LanguageClient } from './languageClient';
import { peakMemory } from './memory';
import type { Scenario } from './scenarios';
import { median, percentile } from './statistics';

/** A language server to measure. */
export interface Server {
  readonly name: string;
  readonly command: readonly string[];
  /** What it knows a profile as. */
  readonly languageId: string;
}

/** What its user feels, in milliseconds, `peak` in bytes. */
export interface Figures {
  /** From the start of the process to the first diagnostics. */
  readonly start: number;
  /** From an edit to its diagnostics. */
  readonly keyP50: number;
  readonly keyP95: number;
  readonly keyMax: number;
  /** From typing `<` to the list. */
  readonly completionP50: number;
  readonly completionP95: number;
  readonly peak: number;
  /** Share of the mistakes typed that were told, from 0 to 1; one that tells nothing is fast for nothing. */
  readonly told: number;
}

const KEYSTROKES = 200;
const COMPLETIONS = 100;

/** The medians of several runs, each with a process of its own. */
export async function measure(server: Server, scenario: Scenario, runs: number): Promise<Figures> {
  const opening = didOpen(scenario.text, server.languageId);
  const all: Figures[] = [];
  for (let run = 0; run < runs; run++) all.push(await once(server, scenario, opening));
  const middle = (figure: keyof Figures): number => median(all.map((each) => each[figure]));
  return {
    start: middle('start'), keyP50: middle('keyP50'), keyP95: middle('keyP95'), keyMax: middle('keyMax'), completionP50: middle('completionP50'),
    completionP95: middle('completionP95'), peak: middle('peak'), told: middle('told'),
  };
}

async function once({ command }: Server, { typing, completeAt }: Scenario, opening: Buffer): Promise<Figures> {
  const begun = performance.now();
  const client = new LanguageClient(command);
  try {
    await client.initialize();
    const start = await client.open(opening) - begun;
    const { keys, told } = await type(client, typing);
    const completion: number[] = [];
    for (let index = 0; index < COMPLETIONS; index++) {
      const at = completeAt[Math.floor((index * completeAt.length) / COMPLETIONS)]!;
      const cursor = { ...at, character: at.character + 1 };
      completion.push(await client.completion(at, '<', cursor));
      await client.keystroke(at, cursor, '');
    }
    const peak = peakMemory(client.process.pid!);
    await client.end();
    return { start, keyP50: median(keys), keyP95: percentile(keys, 0.95), keyMax: Math.max(...keys), completionP50: median(completion), completionP95: percentile(completion, 0.95), peak, told };
  } finally {
    client.process.kill('SIGKILL');
  }
}

/** Types and takes back, one place after the other. */
async function type(client: LanguageClient, typing: Scenario['typing']): Promise<{ keys: number[]; told: number }> {
  const keys: number[] = [];
  let broken = 0;
  let told = 0;
  const rounds = Math.ceil(KEYSTROKES / 2 / typing.length);
  for (const { at, insert, breaks } of typing) {
    const behind = { ...at, character: at.character + insert.length };
    for (let round = 0; round < rounds; round++) {
      const typed = await client.keystroke(at, at, insert);
      const taken = await client.keystroke(at, behind, '');
      keys.push(typed.took, taken.took);
      if (!breaks) continue;
      broken++;
      if (typed.told > taken.told) told++;
    }
  }
  return { keys, told: told / broken };
}
