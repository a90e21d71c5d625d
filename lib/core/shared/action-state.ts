/** What a form is told after it was sent. `problem` concerns the whole form, `fields` single fields. */
export type ActionState = { done: string | null; problem: string | null; fields: Record<string, string> };

export const untouched: ActionState = { done: null, problem: null, fields: {} };
