export type ToldProblem = { place: string; message: string };

/** Where in a file something is, and what. */
export function ToldList({ problems, count }: { problems: readonly ToldProblem[]; count: number }) {
  if (problems.length === 0) return null;
  const more = count - problems.length;
  return (
    <ul className="mt-1 grid gap-1.5">
      {problems.map(({ place, message }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and two faults may read the same
        <li key={index} className="[overflow-wrap:anywhere]">
          <span className="num font-[550]">{place}</span>: {message}
        </li>
      ))}
      {more > 0 ? <li className="text-ink-2">… and {more} more.</li> : null}
    </ul>
  );
}
