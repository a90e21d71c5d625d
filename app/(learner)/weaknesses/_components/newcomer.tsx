import { Card, CardHeader } from "@/components/ui/card";
import { Icon, type IconName } from "@/components/ui/icon";

const parts: readonly { icon: IconName; title: string; text: string }[] = [
  { icon: "trap", title: "Traps", text: "Which wrong belief catches you, in which lesson, and how often." },
  { icon: "list", title: "A route", text: "At most three things to work on, each with the answers that point to it." },
  {
    icon: "clock",
    title: "Checks",
    text: "What caught you is asked again a day or more later, until it no longer does.",
  },
  {
    icon: "target",
    title: "Readiness",
    text: "The score you would likely get, as a band, once the evidence is enough.",
  },
];

/** What the page will hold, for somebody who has not answered anything yet. */
export function Newcomer() {
  return (
    <Card as="section" aria-labelledby="will-stand">
      <CardHeader id="will-stand" title="What will stand here" />
      <ul className="grid list-none gap-5 p-0 sm:grid-cols-2">
        {parts.map(({ icon, title, text }) => (
          <li key={title} className="flex gap-3.5">
            <Icon name={icon} size={24} className="mt-0.5 text-ink-3" />
            <div>
              <h3 className="text-base">{title}</h3>
              <p className="text-ink-2">{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
