/** The body of a request, or null where it is larger than the bound: reading stops there. */
export async function readBounded(
  request: Pick<Request, "headers" | "body">,
  limitBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const told = Number(request.headers.get("content-length") ?? 0);
  if (told > limitBytes) {
    await request.body?.cancel();
    return null;
  }
  if (request.body === null) return new Uint8Array();
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limitBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
