import { expect, type Page } from "@playwright/test";
import { COMPLETE, compareRoutes, routesOnDisk } from "../fixtures/app-tree";
import { expectSound, watchErrors } from "../fixtures/axe";
import { NO_ROUTE, ROUTES } from "../fixtures/routes";
import { type ListedRoute, outcomeFor, type Visit } from "../fixtures/routes/listed-route";
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

/** `npm run test:full`. */
const FULL = process.env.TRAPLINE_FULL === "1";

const THEMES = ["light", "dark"] as const;

type Look = { theme: (typeof THEMES)[number]; width: number; only: "all" | "colours" };

/**
 * How a state is looked at. In full: in both themes at both widths, all rules in the first theme and those of colours in
 * the other. In short, where a state exists at both widths: each theme and each width once, with all rules.
 */
function looksAt(widths: readonly number[] = [1280, 390]): Look[] {
  const [wide, narrow] = widths;
  if (!FULL && wide !== undefined && narrow !== undefined) {
    return [
      { theme: "light", width: wide, only: "all" },
      { theme: "dark", width: narrow, only: "all" },
    ];
  }
  return THEMES.flatMap((theme) =>
    widths.map((width): Look => ({ theme, width, only: theme === "light" ? "all" : "colours" })),
  );
}

/** Each theme as the stylesheet has it; that the cookie leads to it is asserted on its own. */
async function wear(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
}

function look(route: Pick<ListedRoute, "route" | "address">, visit: Visit): void {
  test(`${route.route}, ${visit.state}: fits, is accessible in both themes, and reports no error`, async ({
    page,
    context,
    world,
  }) => {
    const { status, as, at, title, prepare, widths, reports = [] } = visit;
    const errors = watchErrors(page);
    await context.addCookies(await world.cookiesOf(as));
    const path = at === undefined ? route.address(await world.attempts()) : await at(world, page);
    const reply = await page.goto(path);
    expect(reply?.status()).toBe(status ?? 200);
    await prepare?.(page);
    await expect(page).toHaveTitle(title);
    await expect(page.locator("h1")).toHaveCount(1);
    for (const { theme, width, only } of looksAt(widths)) {
      await wear(page, theme);
      await expectSound(page, theme, [width], only);
    }
    expect(errors).toEqual(reports.map((text) => expect.stringContaining(text)));
  });
}

for (const route of ROUTES) for (const visit of route.visits) look(route, visit);
look({ route: "an unknown address", address: () => "/no/such/page" }, NO_ROUTE);

for (const theme of THEMES) {
  test(`the server sends the page in the ${theme} theme that was chosen`, async ({ page, context, baseURL }) => {
    await context.addCookies([{ name: "theme", value: theme, url: baseURL ?? "" }]);
    await page.goto("/learn");
    await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(theme);
  });
}
