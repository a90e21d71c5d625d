import { type Context, can } from "@/lib/core/access/viewer";
import { database } from "@/lib/data/database";
import { type UserRow, unscopedListUsers } from "@/lib/data/users";

const PAGE = 50;

/** Who can sign in, by name, for admins; null for everybody else. `after`: the id of the last one before. */
export async function listPeople(
  { viewer }: Context,
  page: { after: string | null; search: string },
): Promise<{ people: UserRow[]; more: boolean } | null> {
  if (!can(viewer, "manageUsers")) return null;
  const { reader } = await database();
  const rows = await unscopedListUsers(reader, { ...page, take: PAGE + 1 });
  return { people: rows.slice(0, PAGE), more: rows.length > PAGE };
}
