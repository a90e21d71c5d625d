// Writes the JSON Schemas that editors use while somebody writes a question: npm run content:schema
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { jsonSchemaFiles } from "@/lib/content/json-schemas";

const folder = path.resolve(import.meta.dirname, "../questions/schema");
await mkdir(folder, { recursive: true });
for (const { file, text } of jsonSchemaFiles()) await writeFile(path.join(folder, file), text);
console.log(`${jsonSchemaFiles().length} schemas written to questions/schema/.`);
