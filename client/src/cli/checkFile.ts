import { basename } from 'node:path';
import type { Grammar } from '../../../server/src/schema';
import { createLanguageService } from '../../../server/src/service';
import { LineIndex } from '../../../server/src/syntax/lineIndex';
import type { ReportedDiagnostic } from './checkReport';
import { readDocument } from './readDocument';

/**
 * A function that reads a file and tells what is wrong with it; it throws where the file cannot be read.
 * @param grammar undefined for the bundled one
 */
export function checkFile(grammar: Grammar | undefined): (file: string) => ReportedDiagnostic[] {
  const service = createLanguageService(grammar ? { grammar } : {});
  return (file) => {
    const document = readDocument(file);
    const found = 'problem' in document ? [document.problem] : service.diagnose(service.parse(document.text), { fileName: basename(file) });
    if (found.length === 0) return [];
    const lines = new LineIndex(document.text);
    return found.map(({ code, severity, message, href, start, end }) => ({ code, severity, message, ...(href !== undefined && { href }), range: { start: lines.positionAt(start), end: lines.positionAt(end) } }));
  };
}
