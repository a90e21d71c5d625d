import { expect } from "@playwright/test";
import { COMPLETE, compareRoutes, routesOnDisk } from "../fixtures/app-tree";
import { expectSound, watchErrors } from "../fixtures/axe";
import { type ListedRoute, NO_ROUTE, outcomeFor, ROUTES, type Visit } from "../fixtures/routes";
import { PEOPLE, test } from "../fixtures/world";

// No moving parts while contrast is measured; and no traces, which cost more here than the tests do.
test.use({ contextOptions: { reducedMotion: "reduce" }, trace: "off" });

test("every page below app/ is listed in e2e/fixtures/routes.ts, once, and nothing else is", () => {
  const onDisk = routesOnDisk("page.tsx").map(({ route }) => route);
  expect(onDisk.length).toBeGreaterThan(0);
  expect(
    compareRoutes(
      onDisk,
      ROUTES.map(({ route }) => route),
    ),
  ).toEqual(COMPLETE);
});

for (const { route, audience, address } of ROUTES) {
  test(`${route} is for ${audience}: each person gets the page, nothing, or the way to sign in`, async ({
    request,
    world,
  }) => {
    const path = address(await world.attempts());
    for (const person of PEOPLE) {
      const cookie = (await world.cookiesOf(person)).map(({ name, value }) => `${name}=${value}`).join("; ");
      const reply = await request.get(path, { maxRedirects: 0, headers: { cookie } });
      const got = { status: reply.status(), to: reply.headers().location };
      const wanted = {
        page: { status: 200 },
        nothing: { status: 404 },
        "sign-in": { status: 307, to: `/sign-in?next=${encodeURIComponent(path)}` },
        "/home": { status: 307, to: "/home" },
      };
      expect.soft(got, person).toEqual(wanted[outcomeFor(audience, person)]);
    }
  });
}

function look(route: Pick<ListedRoute, "route" | "address">, visit: Visit, theme: "light" | "dark"): void {
  test(`${route.route}, ${visit.state}, ${theme}: fits, is accessible, and reports no error`, async ({
    page,
    context,
    baseURL,
    world,
  }) => {
    const { status, as, at, title, prepare, widths, reports = [] } = visit;
    const errors = watchErrors(page);
    await context.addCookies([...(await world.cookiesOf(as)), { name: "theme", value: theme, url: baseURL ?? "" }]);
    const path = at === undefined ? route.address(await world.attempts()) : await at(world, page);
    const reply = await page.goto(path);
    expect(reply?.status()).toBe(status ?? 200);
    await prepare?.(page);
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    await expect(page).toHaveTitle(title);
    await expect(page.locator("h1")).toHaveCount(1);
    await expectSound(page, widths);
    expect(errors).toEqual(reports.map((text) => expect.stringContaining(text)));
  });
}

for (const theme of ["light", "dark"] as const) {
  for (const route of ROUTES) for (const visit of route.visits) look(route, visit, theme);
  look({ route: "an unknown address", address: () => "/no/such/page" }, NO_ROUTE, theme);
}
