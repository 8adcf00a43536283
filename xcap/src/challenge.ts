/** One challenge of a WWW-Authenticate field (RFC 9110 11.6.1): scheme in lower case, parameters by lower-case name. */
export interface Challenge {
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads a WWW-Authenticate field, several challenges in one field included. What cannot be read is passed over. */
export function parseChallenges(field: string | undefined): Challenge[] {
  const challenges: { scheme: string; parameters: Record<string, string> }[] = [];
  const token = /[\s,]*([\w!#$%&'*+.^`|~-]+)(?:(\s*=\s*)(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*)))?/sy;
  for (let match; (match = token.exec(field ?? '')); ) {
    const [, name = '', equals, quoted, plain] = match;
    if (equals === undefined) challenges.push({ scheme: name.toLowerCase(), parameters: {} });
    else {
      const current = challenges.at(-1);
      if (current) current.parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/gs, '$1') ?? plain ?? '';
    }
  }
  return challenges;
}
