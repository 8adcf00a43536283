import { attributeDocumentation, elementDocumentation, valueDocumentation } from '../profile/documentation';
import { canonicalAttributeName, canonicalElementName } from '../profile/namespaces';
import { declaredType, documentationOfAttribute, documentationOfElement, documentationOfValue, type Grammar } from '../schema';
import type { Topic } from '../service';
import { documentationText, fact, saidText } from './documentationText';

/** What is known of an element, an attribute or a value wherever it stands at such a place, as Markdown; where our documentation is silent, what the schema says. */
export function describe(topic: Topic, grammar: Grammar): string | undefined {
  const { path, attribute, value, type } = topic;
  const documentation = value !== undefined ? valueDocumentation(path, attribute, value)
    : attribute !== undefined ? attributeDocumentation(path, attribute) : elementDocumentation(path);
  if (documentation) return documentationText(documentation, type);
  const said = saidBySchema(topic, grammar);
  return said === undefined ? undefined : saidText(said, fact('Type', type));
}

/** A topic may be older than the schema: what is declared must have its name. */
function saidBySchema({ path, attribute, value, declared = -1 }: Topic, grammar: Grammar): string | undefined {
  if (value !== undefined) {
    const type = grammar.simpleTypes[declared];
    return type && documentationOfValue(grammar, type, value);
  }
  if (attribute !== undefined) {
    const declaration = grammar.attributes[declared];
    return declaration && canonicalAttributeName(declaration.name) === attribute ? documentationOfAttribute(grammar, declaration) : undefined;
  }
  const declaration = grammar.elements[declared];
  return declaration && canonicalElementName(declaration.name) === path.at(-1) ? documentationOfElement(declaration, declaredType(grammar, declared)) : undefined;
}
