import { expect, test } from "vitest";
import { idFromProxy, methodName, NO_ROUTE, routeNamer } from "./request-name";

const route = (page: string) => ({ page, regex: `^${page.replaceAll(/\[\w+\]/g, "([^/]+?)")}(?:/)?$` });
const name = routeNamer({
  staticRoutes: [route("/"), route("/join"), route("/cohorts/new")],
  dynamicRoutes: [route("/cohorts/[cohortId]"), route("/reset/[token]")],
});

test("an address is named by its pattern, so that no secret of it is kept", () => {
  expect(name("/")).toBe("/");
  expect(name("/join?code=SECRET")).toBe("/join");
  expect(name("/join/")).toBe("/join");
  expect(name("/reset/SECRET?x=1")).toBe("/reset/[token]");
  expect(name("/cohorts/new")).toBe("/cohorts/new");
  expect(name("/cohorts/7")).toBe("/cohorts/[cohortId]");
  expect(name("/_next/static/chunks/a.js")).toBe("/_next");
});

test("there are no more names than the build has, whatever is asked for", () => {
  for (const url of ["/wp-admin", "///x", "", "/reset/a/b", "/_nextish", "http://evil.example/join"]) {
    expect(name(url), url).toBe(NO_ROUTE);
  }
  expect(methodName("GET")).toBe("GET");
  for (const method of ["PROPFIND", "get", "", undefined]) expect(methodName(method)).toBe(NO_ROUTE);
});

test("of a proxy's ids those are taken that can stand anywhere", () => {
  expect(idFromProxy("0af7651916cd43dd8448eb211c80319c")).toBe("0af7651916cd43dd8448eb211c80319c");
  for (const bad of [
    undefined,
    "",
    "short",
    "a b c d e f g",
    "x".repeat(65),
    'a"}\ninjected',
    ["0af7651916", "0af7651917"],
  ]) {
    expect(idFromProxy(bad)).toBeNull();
  }
});
