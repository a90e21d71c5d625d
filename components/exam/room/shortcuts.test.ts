import { describe, expect, test } from "vitest";
import { type Command, commandOf, type KeyTarget } from "./shortcuts";

const press = (
  key: string,
  target: KeyTarget = "page",
  held: Partial<Record<"ctrlKey" | "altKey" | "metaKey", boolean>> = {},
) => commandOf({ key, ctrlKey: false, altKey: false, metaKey: false, ...held }, target);

describe("keys", () => {
  test.each<{ key: string; command: Command }>([
    { key: "ArrowRight", command: { kind: "next" } },
    { key: "n", command: { kind: "next" } },
    { key: "J", command: { kind: "next" } },
    { key: "ArrowLeft", command: { kind: "previous" } },
    { key: "p", command: { kind: "previous" } },
    { key: "k", command: { kind: "previous" } },
    { key: "f", command: { kind: "flag" } },
    { key: "s", command: { kind: "strike" } },
    { key: "h", command: { kind: "highlight" } },
    { key: "r", command: { kind: "summary" } },
    { key: "?", command: { kind: "keys" } },
    { key: "1", command: { kind: "option", place: 0 } },
    { key: "9", command: { kind: "option", place: 8 } },
    { key: "a", command: { kind: "option", place: 0 } },
    { key: "E", command: { kind: "option", place: 4 } },
  ])("$key", ({ key, command }) => {
    expect(press(key)).toEqual(command);
  });
  test.each(["0", "x", "Enter", " ", "Tab", "Escape", "F5", ""])("%s means nothing", (key) => {
    expect(press(key)).toBeNull();
  });
});

describe("where the focus is", () => {
  test.each([
    { target: "choice" as const, arrow: null, letter: { kind: "flag" } },
    { target: "scrolling" as const, arrow: null, letter: { kind: "flag" } },
    { target: "text" as const, arrow: null, letter: null },
    { target: "dialog" as const, arrow: null, letter: null },
  ])("$target", ({ target, arrow, letter }) => {
    expect(press("ArrowRight", target)).toEqual(arrow);
    expect(press("f", target)).toEqual(letter);
  });
  test.each(["ctrlKey", "altKey", "metaKey"] as const)("with %s it is the browser's key", (held) => {
    expect(press("p", "page", { [held]: true })).toBeNull();
  });
});
