import { ActionButton } from "@/components/forms/action-button";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { Card, CardHeader } from "@/components/ui/card";
import { askForAddressLinkAction, askForNewAddressAction } from "@/lib/actions/account-links";
import { DELETE_WORD } from "@/lib/core/privacy/departed";

/** The address that somebody signs in with: whether it is confirmed, and the way to another one. */
export function AddressCard({
  address,
  proof,
  mailOn,
}: {
  address: { email: string; verified: boolean };
  proof: "password" | "word" | "sign-in";
  mailOn: boolean;
}) {
  return (
    <Card as="section" aria-labelledby="address">
      <CardHeader id="address" title="Address" note={address.verified ? "Confirmed" : "Not confirmed yet"} />
      <div className="grid gap-5">
        {address.verified ? null : (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="max-w-reading text-ink-2">
              {mailOn
                ? "No mail goes to an address that is not confirmed."
                : "This server sends no mail: an admin can hand you the link that confirms it."}
            </p>
            {mailOn ? (
              <ActionButton action={askForAddressLinkAction} fields={{}} variant="secondary">
                Send me the link
              </ActionButton>
            ) : null}
          </div>
        )}
        {mailOn ? null : <p className="max-w-reading text-ink-2">To change it, ask an admin.</p>}
        {mailOn && proof === "sign-in" ? (
          <p className="max-w-reading text-ink-2">To change it, sign out and in again first.</p>
        ) : null}
        {mailOn && proof !== "sign-in" ? (
          <details>
            <summary className="link w-fit cursor-pointer">Change the address</summary>
            <ActionForm action={askForNewAddressAction} className="mt-4 grid gap-5">
              <FormInput label="New address" name="email" type="email" autoComplete="email" required maxLength={254} />
              {proof === "password" ? (
                <FormInput
                  label="Your password"
                  name="proof"
                  type="password"
                  autoComplete="current-password"
                  required
                  hint="So that it is sure to be you."
                />
              ) : (
                <input type="hidden" name="proof" value={DELETE_WORD} />
              )}
              <FormSubmit className="justify-self-start" variant="secondary">
                Send the link
              </FormSubmit>
            </ActionForm>
          </details>
        ) : null}
      </div>
    </Card>
  );
}
