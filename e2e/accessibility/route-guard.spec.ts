import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { COMPLETE, compareRoutes, routeOf, routesOnDisk } from "../fixtures/app-tree";

// The guard of routes.spec.ts and foreign.spec.ts is only worth something while it fires: here it meets made-up trees.

test("a page that nobody listed is named, and so is one that is gone or there twice", () => {
  expect(compareRoutes(["/a", "/b"], ["/a", "/b"])).toEqual(COMPLETE);
  expect(compareRoutes(["/a", "/new/[id]"], ["/a"])).toEqual({ ...COMPLETE, unlisted: ["/new/[id]"] });
  expect(compareRoutes(["/a"], ["/a", "/old"])).toEqual({ ...COMPLETE, gone: ["/old"] });
  expect(compareRoutes(["/a", "/a"], ["/a"])).toEqual({ ...COMPLETE, twice: ["/a"] });
  // A prefix or a sibling is not a row.
  expect(compareRoutes(["/a/[id]"], ["/a", "/a/[other]"]).unlisted).toEqual(["/a/[id]"]);
});

test("a route is the folders of its file without the groups", () => {
  const named = (...parts: string[]) => routeOf(path.join(...parts));
  expect(named("page.tsx")).toBe("/");
  expect(named("(learner)", "page.tsx")).toBe("/");
  expect(named("(admin)", "admin", "users", "page.tsx")).toBe("/admin/users");
  expect(named("(learner)", "attempts", "[attemptId]", "review", "page.tsx")).toBe("/attempts/[attemptId]/review");
  expect(named("api", "v1", "attempts", "[attemptId]", "route.ts")).toBe("/api/v1/attempts/[attemptId]");
});

test("the walk finds every page of a tree, however deep and in whatever group, and nothing else", ({}, info) => {
  const app = info.outputPath("app");
  for (const file of ["page.tsx", "(a)/b/page.tsx", "(a)/(b)/c/[d]/e/page.tsx", "(a)/b/layout.tsx", "b/old-page.tsx"]) {
    mkdirSync(path.dirname(path.join(app, file)), { recursive: true });
    writeFileSync(path.join(app, file), "");
  }
  expect(routesOnDisk("page.tsx", app).map(({ route }) => route)).toEqual(["/", "/b", "/c/[d]/e"]);
});
