import { download, missing, readRoute } from "@/lib/actions/define-route";
import { exportBank, exportWishSchema } from "@/lib/usecases/exchange/export-bank";

/** The bank, or the part of it that the query names, as a file to save. */
export const GET = readRoute<object>(async (context, _params, request) => {
  const wish = exportWishSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  const made = wish.success ? await exportBank(context, wish.data) : null;
  return made === null ? missing("export") : download(made.fileName, made.bytes);
});
