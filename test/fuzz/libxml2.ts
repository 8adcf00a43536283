/** What libxml2 has against a text. */
export interface Objection {
  readonly message: string;
  /** It has nothing but that a namespace is no URI, which is no error of the document (Namespaces in XML 1.0, 2.1), and it judged no further. */
  readonly accepted: boolean;
}

/**
 * libxml2 as the judge of well-formedness: its first objection to a text as a namespace-well-formed XML 1.0 document, or
 * undefined where it has none. Nothing is fetched, and the text is UTF-8 whatever its declaration says.
 */
export async function openLibxml2(): Promise<(text: string) => Objection | undefined> {
  const { ParseOption, XmlDocument, XmlLibError } = await import('libxml2-wasm');
  const option = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_IGNORE_ENC | ParseOption.XML_PARSE_NO_SYS_CATALOG;
  return (text) => {
    try {
      XmlDocument.fromBuffer(utf8(text), { option }).dispose();
      return undefined;
    } catch (error) {
      if (!(error instanceof XmlLibError)) throw error;
      const errors = error.details.filter(({ level }) => level > 1).map(({ message }) => message.trim());
      const objection = errors.find((message) => !message.endsWith(' is not a valid URI'));
      return { message: objection ?? error.message, accepted: objection === undefined && errors.length > 0 };
    }
  };
}

/** The bytes of a text. Half a surrogate pair becomes the three bytes that UTF-8 forbids, and not the valid U+FFFD. */
function utf8(text: string): Uint8Array {
  return Buffer.concat(text.split(/(\p{Cs})/u).map((part, index) => {
    if (index % 2 === 0) return Buffer.from(part, 'utf8');
    const code = part.charCodeAt(0);
    return Buffer.from([0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
  }));
}
