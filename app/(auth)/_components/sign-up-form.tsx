"use client";

import { useRouter } from "next/navigation";
import { ActionForm, type FormAction, FormInput, FormSelect, FormSubmit } from "@/components/forms/action-form";

/**
 * Name, address and password. A new person is signed in right after; a guest keeps their session, which the action
 * itself sees to.
 */
export function SignUpForm({
  action,
  label,
  next,
  signsIn,
  token,
  exams = [],
  exam,
}: {
  action: FormAction;
  label: string;
  next: string;
  signsIn: boolean;
  token?: string;
  /** What can be practised for, to choose from; nothing is asked where there is but one. */
  exams?: readonly { id: string; name: string }[];
  /** The one that is chosen at first. */
  exam?: string;
}) {
  const router = useRouter();
  const onDone = async (form: FormData) => {
    if (!signsIn) return;
    const { signIn } = await import("next-auth/react");
    const outcome = await signIn("credentials", {
      redirect: false,
      email: String(form.get("email") ?? ""),
      password: String(form.get("password") ?? ""),
    });
    router.push(outcome?.ok ? next : "/sign-in");
    router.refresh();
  };
  return (
    <ActionForm action={action} onDone={onDone} doneShown={false} className="grid gap-5">
      {signsIn ? null : <input type="hidden" name="next" value={next} />}
      {token === undefined ? null : <input type="hidden" name="token" value={token} />}
      <FormInput
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={80}
        hint="As you want to be greeted."
      />
      <FormInput label="E-mail" name="email" type="email" autoComplete="username" required maxLength={254} />
      <FormInput
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={200}
        hint="At least 10 characters; a sentence is fine."
      />
      {exams.length < 2 ? null : (
        <FormSelect
          label="What do you practise for?"
          name="exam"
          defaultValue={exam}
          hint="You can switch at any time."
        >
          {exams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </FormSelect>
      )}
      <FormSubmit size="lg" pendingLabel="One moment …">
        {label}
      </FormSubmit>
    </ActionForm>
  );
}
