/**
 * libxml2 as the judge of validity. The schema documents are handed in by location; nothing else is read.
 * @returns what it has against a well-formed document by the schema, or undefined where it has nothing
 */
export async function openSchemaOracle(main: string, documents: Readonly<Record<string, string>>): Promise<(text: string) => string | undefined> {
  const { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } = await import('libxml2-wasm');
  // One folder for each set, since the provider knows every document by one name.
  const folder = `schema-set-${++sets}`;
  const located = Object.fromEntries(Object.entries(documents).map(([location, text]) => [`${folder}/${location}`, Buffer.from(text)]));
  xmlRegisterInputProvider(new XmlBufferInputProvider(located));
  const schema = XmlDocument.fromString(documents[main]!, { url: `${folder}/${main}` });
  const validator = XsdValidator.fromDoc(schema);
  return (text) => {
    const document = XmlDocument.fromString(text);
    try {
      validator.validate(document);
      return undefined;
    } catch (error) {
      return (error as Error).message.trim();
    } finally {
      document.dispose();
    }
  };
}

let sets = 0;
