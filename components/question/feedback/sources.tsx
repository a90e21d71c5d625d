import { dayInWords } from "@/components/question/day";
import { Disclosure } from "@/components/ui/disclosure";
import { Icon } from "@/components/ui/icon";
import type { Source } from "@/lib/core/attempt/room";

/** What the explanation rests on, and when each was last looked up. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  const [oldest] = sources.map((source) => source.verifiedOn).sort();
  if (oldest === undefined) return null;
  return (
    <Disclosure
      className="text-sm"
      title={sources.length === 1 ? "1 source" : `${sources.length} sources`}
      aside={
        <>
          verified on <time dateTime={oldest}>{dayInWords(oldest)}</time>
        </>
      }
    >
      <ul className="grid list-none gap-2.5 p-0">
        {sources.map((source) => (
          <li key={source.id} className="source">
            {source.says === "" ? null : <p className="text-ink">{source.says}</p>}
            <p className="text-ink-2">
              {source.address === null ? (
                source.titles.join(" · ")
              ) : (
                <a className="link" href={source.address} target="_blank" rel="noreferrer">
                  {source.titles.join(" · ")}
                  <Icon name="external" size={14} label="opens in a new tab" className="icon-after" />
                </a>
              )}
              {" · "}
              <span className="whitespace-nowrap">
                verified on <time dateTime={source.verifiedOn}>{dayInWords(source.verifiedOn)}</time>
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
