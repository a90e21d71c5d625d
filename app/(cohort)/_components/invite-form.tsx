"use client";

import { useState } from "react";
import { ActionForm, type FormAction, FormInput, FormSelect, FormSubmit } from "@/components/forms/action-form";
import { CopyButtons } from "@/components/forms/copy-buttons";
import { Notice } from "@/components/ui/notice";
import { makeInviteAction } from "@/lib/actions/cohorts";

/** A code with its link, to be copied: it is shown this once. */
function MadeCode({ code }: { code: string }) {
  const link = `${location.origin}/join/${code}`;
  return (
    <Notice tone="success">
      <p>
        The code is <strong className="num whitespace-nowrap">{code}</strong>, the link{" "}
        <span className="[overflow-wrap:anywhere]">{link}</span>. Both are shown this once: only a hash is kept.
      </p>
      <CopyButtons
        texts={[
          { what: "the link", text: link },
          { what: "the code", text: code },
        ]}
      />
    </Notice>
  );
}

/** Makes a code for a cohort, and shows it. */
export function InviteForm({ cohortId }: { cohortId: string }) {
  const [code, setCode] = useState<string | null>(null);
  const [role, setRole] = useState("learner");
  const make: FormAction = async (state, form) => {
    const after = await makeInviteAction(state, form);
    setCode(after.done);
    return after;
  };
  return (
    <div className="grid gap-5">
      {code === null ? null : <MadeCode key={code} code={code} />}
      <ActionForm action={make} doneShown={false} className="flex flex-wrap items-start gap-4">
        <input type="hidden" name="cohort" value={cohortId} />
        <FormSelect label="For" name="role" value={role} onChange={(event) => setRole(event.target.value)}>
          <option value="learner">learners</option>
          <option value="lead">one lead</option>
        </FormSelect>
        <FormInput label="Days it holds" name="days" type="number" min={1} max={365} defaultValue={14} required />
        {role === "lead" ? (
          <input type="hidden" name="uses" value="1" />
        ) : (
          <FormInput label="Places" name="uses" type="number" min={1} max={1000} defaultValue={30} required />
        )}
        <FormSubmit className="self-end" variant={code === null ? "primary" : "secondary"}>
          Make a code
        </FormSubmit>
      </ActionForm>
    </div>
  );
}
