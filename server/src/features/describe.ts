import { attributeDocumentation, elementDocumentation, valueDocumentation } from '../profile/documentation';
import type { Topic } from '../service';
import { documentationText } from './documentationText';

/** What is known of an element, an attribute or a value wherever it stands at such a place, as Markdown. */
export function describe({ path, attribute, value, type }: Topic): string | undefined {
  const documentation = value !== undefined ? valueDocumentation(path, attribute, value)
    : attribute !== undefined ? attributeDocumentation(path, attribute) : elementDocumentation(path);
  return documentation && documentationText(documentation, type);
}
