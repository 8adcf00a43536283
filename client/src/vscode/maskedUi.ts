import { withoutToken } from '../connection/tokenText';
import type { PublishUi } from './publishUi';

/** The same windows, with a token struck out of everything that is shown or logged. */
export function maskedUi(ui: PublishUi, token: string | undefined): PublishUi {
  const mask = (text: string): string => withoutToken(text, token);
  return {
    ...ui,
    ask: (question) => ui.ask({
      ...question, message: mask(question.message), ...(question.detail === undefined ? {} : { detail: mask(question.detail) }),
    }),
    report: (report) => ui.report({ ...report, message: mask(report.message) }),
    markRefusals: (document, text, places) => ui.markRefusals(document, text, places.map((place) => ({ ...place, message: mask(place.message) }))),
    log: (severity, line) => ui.log(severity, mask(line)),
  };
}
