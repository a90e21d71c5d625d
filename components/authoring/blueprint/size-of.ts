/** The three figures of an exam: questions, how many of them count, time for each. */
export function sizeOf({ size, pilots, seconds }: { size: number; pilots: number; seconds: number }) {
  const each = Math.round(seconds / size);
  return [
    { name: "questions", value: String(size) },
    { name: "scored", value: String(size - pilots) },
    { name: "each", value: `${Math.floor(each / 60)}:${String(each % 60).padStart(2, "0")}` },
  ];
}
