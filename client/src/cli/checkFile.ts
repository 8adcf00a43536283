import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Grammar } from '../../../server/src/schema';
import { createLanguageService, type RuleSeverities } from '../../../server/src/service';
import { placed, type ReportedDiagnostic } from './checkReport';
import { readDocument } from './readDocument';

/** What files are checked with. Plain data: it goes to other threads. */
export interface CheckOptions {
  /** Undefined for the bundled one. */
  readonly grammar: Grammar | undefined;
  /** What the rules are to be told as. */
  readonly severities: RuleSeverities;
}

/** A function that reads a file and tells what is wrong with it; it throws where the file cannot be read. */
export function checkFile({ grammar, severities }: CheckOptions): (file: string) => ReportedDiagnostic[] {
  const service = createLanguageService(grammar ? { grammar } : {});
  return (file) => {
    const document = readDocument(file);
    const found = 'problem' in document ? [document.problem] : service.diagnose(service.parse(document.text), { fileName: basename(file), fileExists: (path) => existsSync(join(dirname(file), path)), severities });
    return placed(found, document.text);
  };
}
