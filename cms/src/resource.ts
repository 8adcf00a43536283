import { DIRECTORY_AUID, DIRECTORY_DOCUMENT, parseTarget, type ParsedTarget } from '../../xcap/src/address';
import { parseNodeSelector, type NodeSelector } from '../../xcap/src/nodeSelector';
import { refusal, type HttpAnswer } from './answers';
import type { ApplicationUsage } from './applicationUsages';
import type { DocumentKey } from './database';
import { GENERATED_DOCUMENTS, type GeneratedDocument } from './generatedDocuments';

/** What a request target addresses on this CMS. */
export type Resource = StoredResource | GeneratedResource;

interface Addressed {
  readonly key: DocumentKey;
  /** The part of the document that is meant; the whole where absent. */
  readonly part?: NodeSelector;
  /** Path of the document as it was asked for, encoded. */
  readonly documentTarget: string;
  /** In the order of the Allow field. */
  readonly methods: readonly string[];
}

export interface StoredResource extends Addressed {
  readonly kind: 'stored';
  readonly usage: ApplicationUsage;
}

export interface GeneratedResource extends Addressed {
  readonly kind: 'generated';
  readonly document: GeneratedDocument;
}

/** What can be done with a document, in the order of the Allow field. */
export const ALL_METHODS = ['GET', 'HEAD', 'PUT', 'DELETE'];
const READING = ['GET', 'HEAD'];

/** Finds what a target addresses, or the refusal that is due: 400 for what is no XCAP address, 404 for what is none here. */
export function resourceOf(target: string, usages: readonly ApplicationUsage[]): Resource | HttpAnswer {
  const place = parseTarget(target);
  if (place.kind === 'malformed') return refusal(400, place.message);
  const document = place.kind === 'node' ? place.within : place;
  if (document.kind !== 'document' && document.kind !== 'global') return refusal(404, 'No XCAP document can be here; the address is <root>/<AUID>/users/<XUI>/<document>.');
  if (document.query !== undefined) return refusal(400, 'The address of a document has no query.');
  const found = documentAt(document, usages);
  if ('status' in found) return found;
  const key = { root: document.root, auid: document.auid, xui: document.kind === 'document' ? document.xui : '', document: document.document };
  const documentTarget = target.split(/\/~~\/|\?/, 1)[0] ?? '';
  const writable = found.kind === 'stored' ? ALL_METHODS : READING;
  if (place.kind !== 'node') return { ...found, key, documentTarget, methods: writable };
  const defaultNamespace = found.kind === 'stored' ? found.usage.defaultNamespace : found.document.defaultNamespace;
  const part = parseNodeSelector(place.selector, place.query, defaultNamespace);
  if ('problem' in part) return refusal(400, part.problem);
  // RFC 4825 7.10: the bindings of a place follow from its document, and are only read.
  return { ...found, key, part, documentTarget, methods: part.terminal?.kind === 'namespaces' ? READING : writable };
}

type DocumentTarget = ParsedTarget & { readonly kind: 'document' | 'global' };

function documentAt({ kind, auid, document: name }: DocumentTarget, usages: readonly ApplicationUsage[]): Pick<StoredResource, 'kind' | 'usage'> | Pick<GeneratedResource, 'kind' | 'document'> | HttpAnswer {
  const tree = kind === 'global' ? 'global' : 'users';
  const usage = usages.find((each) => each.auid === auid);
  if (usage?.trees.includes(tree)) return { kind: 'stored', usage };
  const document = GENERATED_DOCUMENTS.find((each) => each.auid === auid && each.tree === tree && each.document === name);
  if (document) return { kind: 'generated', document };
  if (auid === DIRECTORY_AUID) return refusal(404, `The directory of a user is ${DIRECTORY_DOCUMENT}.`);
  return refusal(404, usage ? `Documents of ${auid} do not stand in the tree '${tree}'.` : `This CMS has no application ${JSON.stringify(auid.slice(0, 200))} with such a document.`);
}
