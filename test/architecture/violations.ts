import { posix } from 'node:path';
import { rooms, worldly, type Room } from './rooms';
import { reachOf, type Import } from './source';

/** The room that a file belongs to: a file of its own before the folder around it. */
export function roomOf(file: string): Room | undefined {
  return rooms.find(({ path }) => file === path || file === `${path}.ts` || `${file}.ts` === path || file.startsWith(`${path}/`));
}

/**
 * What a file imports or uses that its room may not, one line each.
 * @param file path from the repository's root, with slashes
 */
export function violations(file: string, text: string): string[] {
  const room = roomOf(file);
  if (!room) return [`${file} stands in no room: give it one in test/architecture/rooms.ts`];
  const { imports, globals } = reachOf(file, text);
  const refused = imports.filter((one) => !mayImport(room, file, one)).map(({ module }) => `${file} imports ${module}`);
  const used = room.pure ? [...new Set(globals)].filter((name) => worldly.includes(name)).map((name) => `${file} uses ${name}`) : [];
  return [...refused, ...used];
}

function mayImport(room: Room, file: string, { module, typeOnly }: Import): boolean {
  if (!module.startsWith('.')) return room.packages.some((name) => module === name || module.startsWith(name.endsWith(':') ? name : `${name}/`));
  const target = roomOf(posix.join(posix.dirname(file), module));
  return target !== undefined && (target === room || room.knows.includes(target.path) || (typeOnly && room.knowsTypesOf?.includes(target.path) === true));
}
