import { expect, type Page, test } from "@playwright/test";
import sharp from "sharp";
import { enterAs, enterAsGuest } from "../fixtures/people";
import { EXAMS, findQuestions, startExam, waitForKeptPage } from "../fixtures/room";
import { begin, field, write } from "../fixtures/writing";

const SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
const send = (page: Page, data: Buffer, to = "pack=mla-c01&alt=A+red+box", headers = {}) =>
  page.request.post(`/media?${to}`, { data, headers: { "content-type": "image/png", ...headers } });

test("an instructor's picture is served with safe headers to who is signed in; what is none leaves nothing", async ({
  page,
  browser,
  baseURL,
}) => {
  await enterAs(page, "instructor");
  const png = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#aa2211" } })
    .withExif({ IFD0: { Artist: "Somebody" } })
    .png()
    .toBuffer();
  const sent = await send(page, png);
  expect(sent.status()).toBe(200);
  const { name, markdown } = await sent.json();
  expect(markdown).toBe(`![A red box](media/${name})`);

  await enterAsGuest(page);
  const served = await page.request.get(`/media/${name}`);
  expect(served.headers()).toMatchObject({
    "content-type": "image/webp",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=31536000, immutable",
  });
  expect((await sharp(await served.body()).metadata()).exif).toBeUndefined();
  expect((await send(page, png)).status()).toBe(404);
  for (const other of [name.replace(/^./, "x"), "..%2f..%2fsecret", "%2e%2e%2ftrapline.db", `${name}.svg`]) {
    expect((await page.request.get(`/media/${other}`)).status()).toBe(404);
  }
  const stranger = await browser.newContext({ baseURL });
  expect((await stranger.request.get(`/media/${name}`)).status()).toBe(401);
  await stranger.close();

  await enterAs(page, "instructor");
  const refused = await send(page, Buffer.from(SVG));
  expect(refused.status()).toBe(422);
  expect((await refused.json()).message).toContain("nothing was stored");
  expect((await send(page, png, "pack=mla-c01&alt=")).status()).toBe(400);
  expect((await send(page, png, "pack=mla-c01&alt=A+box&name=x.svg")).status()).toBe(400);
  expect((await send(page, png, undefined, { "sec-fetch-site": "cross-site" })).status()).toBe(403);
  expect((await send(page, Buffer.alloc(11 * 1024 * 1024))).status()).toBe(413);
});

test("a picture goes into the text where the cursor was, and is in the preview and in what is saved", async ({
  page,
}) => {
  await enterAs(page, "instructor");
  const address = await begin(page, "Multiple choice");
  const stem = field(page, "Stem");
  await write(page, stem, "Before the picture.\n\n");
  await page.getByRole("button", { name: "Picture" }).click();
  const buffer = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#2266aa" } })
    .png()
    .toBuffer();
  await page.getByLabel("File", { exact: true }).setInputFiles({ name: "box.png", mimeType: "image/png", buffer });
  await page.getByLabel("What it shows").fill("A blue box");
  await page.getByRole("button", { name: "Add the picture" }).click();
  const written = /^Before the picture\.\n\n!\[A blue box\]\(media\/[0-9a-f]{32}-60x40\.webp\)/;
  await expect(stem).toHaveValue(written);
  await expect(stem).toBeFocused();
  const shown = page.getByRole("region", { name: "Preview" }).getByRole("img", { name: "A blue box" });
  await expect(shown).toHaveJSProperty("naturalWidth", 60);
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await page.goto(address);
  await expect(stem).toHaveValue(written);
});

test("a picture in an exam keeps its place, and is there after a reload without a line", async ({ page, context }) => {
  await enterAsGuest(page);
  await startExam(page, EXAMS.few);
  await findQuestions(page, "ordering", 1);
  const picture = page.getByRole("img", { name: "A dark box on light ground" });
  const loaded = () => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth);
  await expect.poll(loaded).toBe(640);
  await expect(picture).toHaveAttribute("width", "640");
  const address = await picture.evaluate((image: HTMLImageElement) => image.src);
  await waitForKeptPage(page);
  const isKept = () => page.evaluate(async (src) => (await caches.match(src)) !== undefined, address);
  await expect.poll(isKept).toBe(true);
  await context.setOffline(true);
  await page.reload();
  await findQuestions(page, "ordering", 1);
  await expect.poll(loaded).toBe(640);
});
