import { defineConfig } from "prisma/config";

// `prisma generate` looks for a schema-engine binary that it never runs; pointing it at Node spares the download.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma" });
