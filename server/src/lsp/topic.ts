import type { Topic } from '../service';

/** The topic that a completion was sent with, and the document it is for, as a client gives them back; undefined where that is nothing of ours. */
export function topicOf(data: unknown): (Topic & { readonly uri: string }) | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { path, attribute, value, type, declared, uri } = data as Record<string, unknown>;
  if (!Array.isArray(path) || !path.every((name) => typeof name === 'string')) return undefined;
  return {
    path, uri: typeof uri === 'string' ? uri : '', ...(typeof attribute === 'string' && { attribute }), ...(typeof value === 'string' && { value }),
    ...(typeof type === 'string' && { type }), ...(typeof declared === 'number' && { declared }),
  };
}
