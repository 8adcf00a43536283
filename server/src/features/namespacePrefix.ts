import { COMMON_POLICY_NAMESPACE, PROFILE_NAMESPACE, SCHEMA_INSTANCE_NAMESPACE, usualPrefix } from '../profile/namespaces';
import { escapeXml } from '../profile/snippetText';
import { type Grammar, XML_SCHEMA } from '../schema';
import { type ExpandedName, type Scope, splitExpandedName, XML_NAMESPACE } from '../syntax/namespaces';

/** A prefix for a namespace that nothing around binds: the usual one, or one made from its name, with a number where that is taken. */
export function newPrefix(namespace: string, scope: Scope, taken: ReadonlySet<string> = NONE): string {
  const word = usualPrefix(namespace) || (OWN_PREFIXES.get(namespace) ?? lastWord(namespace));
  let prefix = word;
  for (let number = 2; scope.bindings.get(prefix) !== undefined || taken.has(prefix); number++) prefix = word + String(number);
  return prefix;
}

const NONE: ReadonlySet<string> = new Set();

/** Namespaces whose names tell no prefix. */
const OWN_PREFIXES: ReadonlyMap<string, string> = new Map([[PROFILE_NAMESPACE, 'up'], [XML_SCHEMA, 'xs']]);

/** The prefixes of what is written at a place: those that are bound there, and new ones, which have to be declared. */
export class NewPrefixes {
  private readonly made = new Map<string, string>();

  /** @param root the name of a document element, which declares its own namespace, usually as the default one */
  constructor(private readonly scope: Scope, private readonly root?: ExpandedName) {}

  /** The prefix of a namespace; '' for the default one. */
  of(namespace: string): string {
    if (this.root !== undefined && splitExpandedName(this.root)[0] === namespace) return usualPrefix(namespace);
    const bound = this.scope.prefixFor(namespace) ?? this.made.get(namespace);
    if (bound !== undefined) return bound;
    const prefix = namespace === '' ? '' : newPrefix(namespace, this.scope, new Set(this.made.values()));
    this.made.set(namespace, prefix);
    return prefix;
  }

  /** The declarations of the new ones, each with a space before it. */
  get declarations(): string {
    return [...this.made].map(([namespace, prefix]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeXml(namespace)}"`).join('');
  }
}

/** The last word of a namespace: `vendor` of `urn:example:vendor:1.0`. */
function lastWord(namespace: string): string {
  return namespace.match(/(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*/g)?.filter((word) => !/^xml/i.test(word)).at(-1)?.toLowerCase() ?? 'ns';
}

/** A prefix that an attribute of a namespace can have: the default namespace does not apply to attributes (Namespaces in XML 6.2). */
export function attributePrefix(namespace: string, scope: Scope): string | undefined {
  for (const [prefix, bound] of scope.bindings) if (bound === namespace && prefix !== '') return prefix;
  return undefined;
}

/** The namespaces that a document may want: those of profiles, and those of the schema. */
export function knownNamespaces(grammar: Grammar): readonly string[] {
  const declared = [...Object.keys(grammar.globalElements), ...Object.keys(grammar.globalAttributes)].map((name) => splitExpandedName(name)[0]);
  const profile = declared.includes(PROFILE_NAMESPACE) ? [PROFILE_NAMESPACE, COMMON_POLICY_NAMESPACE] : [];
  return [...new Set([...profile, ...declared, SCHEMA_INSTANCE_NAMESPACE])].filter((namespace) => namespace !== '' && namespace !== XML_NAMESPACE);
}
