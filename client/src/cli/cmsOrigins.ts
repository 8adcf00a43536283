import type { AllowedOrigins } from '../../../cms/src/crossOrigin';
import { UsageError } from './options';

/** The option of `cms` that says which pages may use it in a browser. */
export const ORIGIN_OPTIONS = { 'allow-origin': { type: 'string', multiple: true } } as const;

export const ORIGIN_HELP = `  --allow-origin ORIGIN   an editor in a browser may publish from there, for example https://editor.example.com; may be given
                          again for others`;

/** Reads the origins. @throws UsageError for what no browser sends as one: a comparison with it would never hold */
export function originsOf(values: readonly string[]): AllowedOrigins {
  return new Set(values.map((value) => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    // `*`, `null` and a path are none: each would let in pages that nobody has thought of, or nobody at all.
    const web = url?.protocol === 'https:' || url?.protocol === 'http:';
    if (url !== undefined && web && url.href === `${url.origin}/` && !value.includes('*')) return url.origin;
    throw new UsageError(`--allow-origin takes scheme, host and port, as in https://editor.example.com:8443, not '${value}'.`);
  }));
}
