import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Engine } from "@/lib/env";

/** The folder that holds schema.prisma and the migrations. The product runs from its own folder. */
export const prismaDir = path.resolve("prisma");

/**
 * The text of prisma/schema.prisma for one engine: only the datasource's provider differs.
 *
 * @throws when the datasource block is not as expected, rather than answer with another engine's schema.
 */
export async function schemaFor(engine: Engine): Promise<string> {
  const text = await readFile(path.join(prismaDir, "schema.prisma"), "utf8");
  const datasource = /(datasource\s+\w+\s*\{[^}]*?provider\s*=\s*)"[^"]*"/;
  if (!datasource.test(text)) throw new Error("prisma/schema.prisma has no datasource with a provider");
  return text.replace(datasource, `$1"${engine}"`);
}
