import type { Topic } from '../service';

/** The topic that a completion was sent with, as a client gives it back; undefined where that is nothing of ours. */
export function topicOf(data: unknown): Topic | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { path, attribute, value, type } = data as Record<string, unknown>;
  if (!Array.isArray(path) || !path.every((name) => typeof name === 'string')) return undefined;
  return { path, ...(typeof attribute === 'string' && { attribute }), ...(typeof value === 'string' && { value }), ...(typeof type === 'string' && { type }) };
}
