import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";
import { FieldError, FieldShell, type FieldTexts, fieldIds } from "@/components/ui/field-shell";
import { Icon } from "@/components/ui/icon";

const box =
  "w-full rounded-control border bg-surface text-ink placeholder:text-ink-3 disabled:bg-sunken disabled:text-ink-3";
const fileBox =
  "py-1.5 pr-3 pl-1.5 file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-control file:border file:border-line-strong file:bg-sunken file:px-3 file:font-[550]";
const boxLine = (error: ReactNode) => (error ? "border-wrong" : "border-line-strong");

export type InputProps = FieldTexts & ComponentProps<"input">;

/** One line of text, a number, a date … with its label. */
export function Input({ label, hint, error, optional, id, className, ...rest }: InputProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  return (
    <FieldShell id={controlId} label={label} hint={hint} error={error} optional={optional}>
      <input
        {...rest}
        {...fieldIds(controlId, { hint, error }).aria}
        id={controlId}
        className={classNames(box, boxLine(error), "min-h-11", rest.type === "file" ? fileBox : "px-3", className)}
      />
    </FieldShell>
  );
}

export type TextareaProps = FieldTexts & ComponentProps<"textarea">;

/** Several lines of text; grows with what is written where the browser can. */
export function Textarea({ label, hint, error, optional, id, className, ...rest }: TextareaProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  return (
    <FieldShell id={controlId} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        rows={3}
        {...rest}
        {...fieldIds(controlId, { hint, error }).aria}
        id={controlId}
        className={classNames(box, boxLine(error), "field-sizing-content min-h-22 px-3 py-2.5", className)}
      />
    </FieldShell>
  );
}

export type SelectProps = FieldTexts & ComponentProps<"select">;

/** The native select; `children` are its options. */
export function Select({ label, hint, error, optional, id, className, children, ...rest }: SelectProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  return (
    <FieldShell id={controlId} label={label} hint={hint} error={error} optional={optional}>
      <div className="relative">
        <select
          {...rest}
          {...fieldIds(controlId, { hint, error }).aria}
          id={controlId}
          className={classNames(box, boxLine(error), "min-h-11 appearance-none pr-10 pl-3", className)}
        >
          {children}
        </select>
        <Icon
          name="chevron-down"
          size={18}
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-2"
        />
      </div>
    </FieldShell>
  );
}

export type CheckboxProps = Omit<FieldTexts, "optional"> & Omit<ComponentProps<"input">, "type">;

/** One box to tick; the whole line is its target. */
export function Checkbox({ label, hint, error, id, className, ...rest }: CheckboxProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  const { hintId, errorId, aria } = fieldIds(controlId, { hint, error });
  return (
    <div className={classNames("grid gap-1", className)}>
      <label htmlFor={controlId} className="flex min-h-11 items-center gap-3 py-2">
        <input {...rest} {...aria} id={controlId} type="checkbox" className="checkbox" />
        <span>{label}</span>
      </label>
      {hint ? (
        <p id={hintId} className="-mt-2 pl-8 text-sm text-ink-2">
          {hint}
        </p>
      ) : null}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </div>
  );
}

export interface RadioCardOption<Value extends string = string> {
  value: Value;
  label: ReactNode;
  /** Second line. */
  hint?: ReactNode;
  /** At the right, e.g. minutes or a badge. */
  aside?: ReactNode;
  disabled?: boolean;
}

export interface RadioCardsProps<Value extends string = string> {
  /** The question that the cards answer. */
  legend: ReactNode;
  /** Reads the legend out but does not show it, where a heading already says it. */
  legendHidden?: boolean;
  /** The form field's name. */
  name: string;
  options: readonly RadioCardOption<Value>[];
  hint?: ReactNode;
  error?: ReactNode;
  /** Uncontrolled start value … */
  defaultValue?: Value;
  /** … or controlled value, with onValueChange. */
  value?: Value;
  onValueChange?: (value: Value) => void;
  required?: boolean;
  /** Side by side from 640 px on. */
  columns?: 1 | 2 | 3;
}

const columnClass = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" };

/** Native radio buttons as cards: arrows move, the whole card is the target. */
export function RadioCards<Value extends string>({
  legend,
  legendHidden = false,
  name,
  options,
  hint,
  error,
  defaultValue,
  value,
  onValueChange,
  required,
  columns = 1,
}: RadioCardsProps<Value>) {
  const id = useId();
  const { hintId, errorId, aria } = fieldIds(id, { hint, error });
  return (
    <fieldset aria-describedby={aria["aria-describedby"]} className="grid min-w-0 gap-2">
      <legend className={legendHidden ? "sr-only" : "mb-1.5 font-[550]"}>{legend}</legend>
      {hint ? (
        <p id={hintId} className="-mt-1 text-sm text-ink-2">
          {hint}
        </p>
      ) : null}
      <div className={classNames("grid gap-2.5", columnClass[columns])}>
        {options.map((option) => (
          <label
            key={option.value}
            className={classNames(
              "flex min-h-13 items-start gap-3.5 rounded-card border border-line-strong bg-surface px-4 py-3.5",
              "has-checked:border-accent has-checked:bg-accent-soft has-checked:shadow-[inset_0_0_0_1px_var(--accent)]",
              "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
              "hover:border-ink-2 has-disabled:border-line has-disabled:bg-sunken has-disabled:text-ink-3",
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              required={required}
              defaultChecked={value === undefined ? option.value === defaultValue : undefined}
              checked={value === undefined ? undefined : option.value === value}
              onChange={onValueChange === undefined ? undefined : () => onValueChange(option.value)}
              className="radio mt-px outline-none"
            />
            <span className="min-w-0 grow">
              <span className="block">{option.label}</span>
              {option.hint ? <span className="block text-sm text-ink-2">{option.hint}</span> : null}
            </span>
            {option.aside ? <span className="shrink-0 text-sm text-ink-2">{option.aside}</span> : null}
          </label>
        ))}
      </div>
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </fieldset>
  );
}
