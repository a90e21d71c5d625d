"use client";

import { FormInput } from "@/components/forms/action-form";
import { useZone } from "@/components/time/use-zone";

/** A time zone by its name; the reader's own where none is given. */
export function ZoneInput({
  zone,
  hint = "Days and due times of the cohort are counted in it.",
}: {
  zone?: string;
  hint?: string;
}) {
  const own = useZone();
  return (
    <>
      <FormInput
        key={zone ?? own}
        label="Time zone"
        name="zone"
        list="zones"
        required
        maxLength={64}
        defaultValue={zone ?? own}
        hint={hint}
      />
      <datalist id="zones">
        {Intl.supportedValuesOf("timeZone").map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
