// Loaded before the server by the bench alone: answers the process that started it with the heap after a collection.
process.on("message", () => {
  globalThis.gc?.();
  process.send?.({ heapUsed: process.memoryUsage().heapUsed });
});
// Nobody has to wait for the channel where the server is told to stop.
process.channel?.unref();
