/** Names that say what a file is: those of the editor's language, which it knows in any case too. */
const PROFILE_NAME = /^(?:(?:mcptt-)?user-profile-\d{1,3}|.*\.mcptt-user-profile)\.xml$/i;

/** True where a file is a profile by its name alone. */
export function isProfileName(name: string): boolean {
  return PROFILE_NAME.test(name);
}
