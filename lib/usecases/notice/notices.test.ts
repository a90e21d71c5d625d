import { afterAll, beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { repairLetter } from "@/lib/core/mail/letters";
import { unscopedListMails } from "@/lib/data/mail/mail-jobs";
import { useMailSettings as placeMailSettings } from "@/lib/data/mail/mail-settings";
import { tell } from "@/lib/data/notices";
import { onBothEngines } from "@/lib/data/testing/engines";
import { join, makeInvite } from "@/lib/usecases/cohort/join";
import { archiveCohort, createCohort, removeMember } from "@/lib/usecases/cohort/manage-cohort";
import { at, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { getHeaderNews, listOwnNotices, readNotice, readNotices } from "./notices";
import { tellPerson } from "./tell-person";

onBothEngines("notices", (engine) => {
  beforeAll(async () => {
    await load();
    placeMailSettings({ smtpUrl: "smtp://127.0.0.1:1", from: "trapline@example.org" });
  });
  afterAll(() => placeMailSettings("environment"));

  const news = (cohort: string) => ({ kind: "cohort", cohort, what: "archived" }) as const;
  const tellSome = (viewer: Viewer, count: number, now = START_MS) =>
    engine.database().transaction(async (tx) => {
      for (let index = 0; index < count; index++) {
        await tell(tx, viewer.userId, `key ${index}`, news(String(index)), now + Math.floor(index / 3));
      }
    });
  const unread = async (viewer: Viewer) => (await getHeaderNews({ viewer })).unread;

  test("pages hold each notice once, newest first, also where several came at once", async () => {
    const viewer = await newViewer();
    await tellSome(viewer, 10);
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page = await listOwnNotices(at(viewer), { take: 4, after });
      if (page.length === 0) break;
      seen.push(...page.map(({ id }) => id));
      after = there(page.at(-1)).id;
    }
    const whole = await listOwnNotices(at(viewer), { take: 99 });
    expect(seen).toEqual(whole.map(({ id }) => id));
    expect(new Set(seen).size).toBe(10);
    expect(whole.map(({ at: when }) => when)).toEqual(whole.map(({ at: when }) => when).sort((a, b) => b - a));
  });

  test("one is read, then all; the number in the header follows", async () => {
    const viewer = await newViewer();
    await tellSome(viewer, 3);
    const [first] = await listOwnNotices(at(viewer), { take: 1 });
    expect(await unread(viewer)).toBe(3);
    expect(await readNotice(at(viewer), there(first).id)).toBe(true);
    expect(await readNotice(at(viewer), there(first).id)).toBe(true);
    expect(await unread(viewer)).toBe(2);
    await readNotices(at(viewer));
    expect(await unread(viewer)).toBe(0);
  });

  test("nobody reads, marks or pages by what another one was told; the owner still can", async () => {
    const [owner, stranger] = [await newViewer(), await newViewer({ role: "admin" })];
    await tellSome(owner, 2);
    await tellSome(stranger, 1);
    const [first] = await listOwnNotices(at(owner), { take: 1 });
    const { id } = there(first);
    expect(await readNotice(at(stranger), id)).toBe(false);
    await readNotices(at(stranger));
    expect(await unread(owner)).toBe(2);
    // An id that is not theirs is no place to go on from.
    expect(await listOwnNotices(at(stranger), { take: 9, after: id })).toHaveLength(1);
    expect(await listOwnNotices(at(owner), { take: 9, after: id })).toHaveLength(1);
    expect(await readNotice(at(owner), id)).toBe(true);
  });

  test("a notice and its mail are there together or not at all, with what they tell of", async () => {
    const viewer = await newViewer();
    const letter = {
      kind: "repair",
      write: (site: string, { name }: { name: string }) => repairLetter(site, name, { subject: "S", words: "W" }),
    } as const;
    const told = (fails: boolean) =>
      engine.database().transaction(async (tx) => {
        await tellPerson(tx, viewer.userId, "together", news("C"), letter, START_MS);
        if (fails) throw new Error("what it tells of did not happen");
      });
    await expect(told(true)).rejects.toThrow("did not happen");
    const mails = () => unscopedListMails(engine.database().reader, `together/${viewer.userId}`);
    expect([await unread(viewer), await mails()]).toEqual([0, []]);
    await told(false);
    await told(false);
    expect([await unread(viewer), (await mails()).length]).toEqual([1, 1]);
  });

  test("members are told when their cohort is archived or opened, and who is taken out of it; the lead who does it is not", async () => {
    const [lead, learner] = [await newViewer({ role: "lead" }), await newViewer()];
    const { cohortId } = got(await createCohort(at(lead), { name: "Evening", examId: "brew-1", timeZone: "UTC" }));
    const { code } = got(await makeInvite(at(lead), { cohortId, role: "learner", days: 7, maxUses: 9 }));
    got(await join(at(learner), { code }));
    got(await archiveCohort(at(lead, START_MS + 1), { cohortId, archived: true }));
    got(await archiveCohort(at(lead, START_MS + 2), { cohortId, archived: true }));
    got(await archiveCohort(at(lead, START_MS + 3), { cohortId, archived: false }));
    got(await removeMember(at(lead, START_MS + 4), { cohortId, userId: learner.userId }));
    const told = async (viewer: Viewer) =>
      (await listOwnNotices(at(viewer), { take: 9 })).map(({ notice }) =>
        notice.kind === "cohort" ? notice.what : "",
      );
    expect(await told(learner)).toEqual(["removed", "reopened", "archived"]);
    expect(await told(lead)).toEqual([]);
  });
});
