import { answer, missing, refuse, uploadRoute } from "@/lib/actions/define-route";
import { bringFile, type FileRefusal, importBounds } from "@/lib/usecases/exchange/import-file";

/** What is told of a file that was not taken; `problems` by row or element. */
function refuseFile(refusal: FileRefusal): Response {
  switch (refusal.kind) {
    case "missing":
      return missing("page");
    case "unknown-format":
      return refuse(
        422,
        "unknown-format",
        "The file does not tell its format. Choose it above and send the file again.",
      );
    case "too-much":
      return refuse(413, "too-large", "The file holds more than can be kept at once. Split it. Nothing was stored.");
    case "nothing":
      return Response.json(
        {
          code: "nothing",
          message: `No question of the file can be taken as ${refusal.label}. Nothing was stored.`,
          problems: refusal.problems,
          count: refusal.count,
        },
        { status: 422, headers: { "cache-control": "no-store" } },
      );
  }
}

/** Reads a file of questions and keeps what was read until its owner decides. */
export const POST = uploadRoute("writeBank", importBounds.bytes, async (context, form) => {
  const file = form.get("file");
  const format = form.get("format");
  if (!(file instanceof File) || file.size === 0)
    return refuse(400, "no-file", "Choose a file that holds something. Nothing was stored.");
  if (file.size > importBounds.bytes) return refuse(413, "too-large", "The file is too large. Nothing was stored.");
  const bytes = new Uint8Array(await file.arrayBuffer());
  const named = typeof format === "string" && format !== "" ? format : null;
  const brought = await bringFile(context, { name: file.name, bytes, format: named });
  return brought.ok ? answer({ id: brought.value.importId }) : refuseFile(brought.error);
});
