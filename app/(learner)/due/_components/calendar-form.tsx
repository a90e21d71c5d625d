"use client";

import { useState } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm, type FormAction, FormSubmit } from "@/components/forms/action-form";
import { CopyButtons } from "@/components/forms/copy-buttons";
import { Notice } from "@/components/ui/notice";
import { endFeedAction, makeFeedAction } from "@/lib/actions/assignments";

/** The address, to be copied: it is shown this once. */
function Address({ token }: { token: string }) {
  const address = `${location.origin}/api/v1/calendar/${token}`;
  return (
    <Notice tone="success">
      <p>
        Give your calendar this address: <span className="[overflow-wrap:anywhere]">{address}</span>. It is shown this
        once. Whoever has it sees what is due for you, and nothing else.
      </p>
      <CopyButtons texts={[{ what: "the address", text: address }]} />
    </Notice>
  );
}

/** Makes and takes away the address that a calendar reads. */
export function CalendarForm({ has }: { has: boolean }) {
  const [token, setToken] = useState<string | null>(null);
  const make: FormAction = async (state, form) => {
    const after = await makeFeedAction(state, form);
    setToken(after.done);
    return after;
  };
  return (
    <div className="grid gap-4">
      {token === null ? null : <Address key={token} token={token} />}
      <div className="flex flex-wrap gap-3">
        <ActionForm action={make} doneShown={false}>
          <FormSubmit variant="secondary">
            {has || token !== null ? "Make a new address" : "Make an address"}
          </FormSubmit>
        </ActionForm>
        {has || token !== null ? (
          <ActionButton action={endFeedAction} fields={{}} variant="ghost">
            Take it away
          </ActionButton>
        ) : null}
      </div>
    </div>
  );
}
