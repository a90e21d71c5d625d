import { expect, test } from "vitest";
import { contentPolicy } from "./content-policy";

const policyAt = (path: string, development = false): string => contentPolicy(path, "n0nce", { development });

test("a page runs scripts with its nonce alone, none that is written into it or evaluated", () => {
  expect(policyAt("/home")).toContain("script-src 'nonce-n0nce' 'strict-dynamic';");
  expect(policyAt("/home")).not.toMatch(/unsafe/);
  expect(policyAt("/home", true)).toContain("'unsafe-eval'");
});

test("no other site frames a page, is the base of its addresses, or gets a form of it", () => {
  for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "form-action 'self';"]) {
    expect(policyAt("/exam/1")).toContain(part);
  }
});

test("a form goes elsewhere from the page alone that answers a learning platform", () => {
  expect(policyAt("/courses/choose/1")).toContain("form-action 'self' https:");
  for (const path of ["/courses/1", "/courses/choose", "/courses/choose/1/2", "/x/courses/choose/1"]) {
    expect(policyAt(path)).toContain("form-action 'self';");
  }
});
