import { downloadStream, readRoute } from "@/lib/actions/define-route";
import { exportOwnZip } from "@/lib/usecases/privacy/export-own-data";

/** All data of whoever asks, as a zip that is made while it is sent. */
export const GET = readRoute<object>(async (context) => downloadStream("my-data.zip", exportOwnZip(context)));
