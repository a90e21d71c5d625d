import { ZoneInput } from "@/app/(cohort)/_components/zone-input";
import { ActionForm, FormSelect, FormSubmit } from "@/components/forms/action-form";
import { Card, CardHeader } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/field";
import { saveMailAction, saveReadingAction } from "@/lib/actions/mail";
import { LOCALES } from "@/lib/core/mail/locale";
import type { MailPreferences } from "@/lib/usecases/mail/mail-preferences";

/** Which mail somebody wants, and how they read dates. */
export function MailCards({ mail, isGuest }: { mail: MailPreferences; isGuest: boolean }) {
  const { mailOn, wish, locale, timeZone } = mail;
  return (
    <>
      {isGuest ? null : (
        <Card as="section" aria-labelledby="mail">
          <CardHeader
            id="mail"
            title="Mail"
            note={mailOn ? "All of it stands in your notices too" : "This server sends no mail: see your notices"}
          />
          <ActionForm action={saveMailAction} className="grid gap-3">
            <Checkbox
              label="Reminders of what is due"
              name="due"
              defaultChecked={wish.due}
              hint="A day before an assignment is due."
            />
            <Checkbox
              label="Weekly digest"
              name="digest"
              defaultChecked={wish.digest}
              hint="On Monday morning, when there is something to say; in your notices too."
            />
            <Checkbox
              label="Repaired questions and answered disputes"
              name="repair"
              defaultChecked={wish.repair}
              hint="When a result of yours changes."
            />
            <FormSubmit className="justify-self-start" variant="secondary">
              Save mail
            </FormSubmit>
          </ActionForm>
        </Card>
      )}
      <Card as="section" aria-labelledby="reading">
        <CardHeader id="reading" title="Language and time" note="For mail and due times" />
        <ActionForm action={saveReadingAction} className="grid gap-5">
          <FormSelect label="Dates and numbers" name="locale" defaultValue={locale} hint="The language is English.">
            {Object.entries(LOCALES).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </FormSelect>
          <ZoneInput
            {...(timeZone === null ? {} : { zone: timeZone })}
            hint="Your Monday morning, and the times in your mail."
          />
          <FormSubmit className="justify-self-start" variant="secondary">
            Save language and time
          </FormSubmit>
        </ActionForm>
      </Card>
    </>
  );
}
