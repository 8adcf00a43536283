/** Why a document is not valid. */
export interface Refusal {
  readonly messages: readonly string[];
  /** Of the first error, from 1: where the start tag of its element ends. */
  readonly line: number;
}

/**
 * libxml2 as the judge of validity. The schema documents are handed in by location; nothing else is read.
 * @returns what it has against a well-formed document by the schema, or undefined where it has nothing
 */
export async function openSchemaOracle(main: string, documents: Readonly<Record<string, string>>): Promise<(text: string) => Refusal | undefined> {
  const { XmlBufferInputProvider, XmlDocument, XmlError, XmlValidateError, XsdValidator, xmlRegisterInputProvider } = await import('libxml2-wasm');
  // libxml2 takes a handful of providers only: one holds every set, each in a folder of its own.
  if (sets === 0) xmlRegisterInputProvider(new XmlBufferInputProvider(located));
  const folder = `schema-set-${++sets}`;
  for (const [location, text] of Object.entries(documents)) located[`${folder}/${location}`] = Buffer.from(text);
  const schema = XmlDocument.fromString(documents[main]!, { url: `${folder}/${main}` });
  const validator = XsdValidator.fromDoc(schema);
  return (text) => {
    const document = XmlDocument.fromString(text);
    try {
      validator.validate(document);
      return undefined;
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      // It gave up: all that it says is that it did.
      const details = error instanceof XmlValidateError ? error.details : [{ message: error.message, line: 0 }];
      return { messages: details.map(({ message }) => message.trimEnd()), line: details[0]?.line ?? 0 };
    } finally {
      document.dispose();
    }
  };
}

let sets = 0;
const located: Record<string, Buffer> = {};
