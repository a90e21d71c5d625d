/** Where the parts of the page are: it is long, and each part can be linked to. */
const PARTS = [
  { href: "#traps", label: "Traps" },
  { href: "#lessons", label: "Lessons" },
  { href: "#trend", label: "Weeks" },
  { href: "#habits", label: "How you answer" },
  { href: "#checklist", label: "Checklist" },
  { href: "#exam-day", label: "Exam day" },
] as const;

/** Links to the parts of the page; scrolls inside itself on phones. */
export function PageContents() {
  return (
    <nav aria-label="On this page" className="-mx-2 -my-4">
      <ul className="flex list-none overflow-x-auto p-0 [scrollbar-width:none]">
        {PARTS.map(({ href, label }) => (
          <li key={href} className="shrink-0">
            <a
              href={href}
              className="flex min-h-11 items-center rounded-control px-2.5 text-sm text-ink-2 hover:bg-sunken hover:text-ink"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
