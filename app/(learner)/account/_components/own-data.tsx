import { ButtonLink } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Card, CardHeader } from "@/components/ui/card";

/** What somebody may ask of what is stored about them: who looked, all of it, and an end of it. */
export function OwnData() {
  return (
    <Card as="section" aria-labelledby="own-data">
      <CardHeader id="own-data" title="Your data" />
      <ul className="grid list-none gap-5 p-0">
        <li className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-reading grow basis-80">Which lead of a cohort opened your page, and when.</p>
          <ButtonLink href="/account/access">Who opened your page</ButtonLink>
        </li>
        <li className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-reading grow basis-80">
            All that is stored about you, as a zip of files that programs can read, with a note on what each one is.
          </p>
          <a href="/api/v1/me/export" download className={buttonClass("secondary", "md")}>
            Download my data
          </a>
        </li>
        <li className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-reading grow basis-80">
            An end of it: your account and your work go for good. You read first what goes and what stays.
          </p>
          <ButtonLink href="/account/delete">Delete my account</ButtonLink>
        </li>
      </ul>
    </Card>
  );
}
