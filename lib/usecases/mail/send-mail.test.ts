import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { writeLetter } from "@/lib/core/mail/letter";
import type { MailKind } from "@/lib/core/mail/mail-kind";
import { BODY_KEPT_MS, MAIL_LEASE_MS, MAX_TRIES, ROW_KEPT_MS, retryAt } from "@/lib/core/mail/retry";
import { DAY_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import {
  forgetOldMails,
  hashOfAddress,
  queueMail,
  suppressAddress,
  unscopedListMails,
} from "@/lib/data/mail/mail-jobs";
import { saveMailWish } from "@/lib/data/mail/mail-people";
import { useMailSettings as placeMailSettings } from "@/lib/data/mail/mail-settings";
import { type Post, smtpPost } from "@/lib/data/mail/smtp-post";
import { newId } from "@/lib/data/new-id";
import { onBothEngines } from "@/lib/data/testing/engines";
import { setDisabled } from "@/lib/data/users";
import { header, type MailServer, startMailServer } from "@/lib/usecases/testing/mail-server";
import { newViewer, onAnotherServer, START_MS, there } from "@/lib/usecases/testing/scene";
import { sendMail } from "./send-mail";

/** Something to wait for. */
function gate() {
  let resolve = () => {};
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve: () => resolve() };
}

onBothEngines("the mail queue", (engine) => {
  let server: MailServer;
  const posts: Post[] = [];
  let now = START_MS;

  beforeAll(async () => {
    server = await startMailServer();
    placeMailSettings(server.settings);
  });
  afterAll(async () => {
    placeMailSettings("environment");
    for (const post of posts) post.close();
    await server.stop();
  });
  // Each test in an age of its own, with nothing left of the ones before.
  beforeEach(async () => {
    now += 1_000 * DAY_MS;
    await engine.database().transaction(async (tx) => {
      await tx.mailJob.deleteMany({});
    });
    server.received.length = 0;
    server.refuse(() => null);
  });

  /** What a server process is to the queue: a name of its own, and its own connections. */
  const worker = () => {
    const post = smtpPost(server.settings);
    posts.push(post);
    return { post, holder: newId() };
  };
  const queue = async (mail: {
    key?: string;
    kind?: MailKind;
    userId?: string | null;
    address?: string;
    name?: string;
  }) => {
    const { key = newId(), kind = "invitation", userId = null, address = "ada@example.org", name = "Ada" } = mail;
    const letter = writeLetter("News", [{ kind: "words", words: "Hello." }]);
    const db = await database();
    await db.transaction((tx) =>
      queueMail(tx, { userId, to: { name, address }, kind, letter, dedupeKey: `test/${key}` }, now),
    );
    return `test/${key}`;
  };
  const listed = async (key = "test/") => unscopedListMails((await database()).reader, key);

  test("a mail arrives with both bodies, its headers, and a way out", async () => {
    const { post, holder } = worker();
    await queue({});
    expect(await sendMail(post, holder, now)).toBe(1);
    expect(await sendMail(post, holder, now)).toBe(0);
    const [mail] = server.received;
    const got = there(mail);
    expect(got.to).toEqual(["ada@example.org"]);
    expect(header(got, "From")).toBe("Trapline <trapline@example.org>");
    expect(header(got, "To")).toBe("Ada <ada@example.org>");
    expect(header(got, "List-Unsubscribe")).toMatch(/^<http:\/\/localhost:\d+\/api\/v1\/mail\/unsubscribe\?token=.+>$/);
    expect(header(got, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
    expect(got.raw).toContain("Content-Type: text/plain");
    expect(got.raw).toContain("Content-Type: text/html");
    const [row] = await listed();
    expect(row).toMatchObject({ state: "sent", tries: 1, sentAt: now, messageId: got.messageId, lastError: null });
  });

  test("the same thing is queued once", async () => {
    await queue({ key: "once" });
    await queue({ key: "once" });
    expect(await listed()).toHaveLength(1);
  });

  test("of two servers at the same queue each mail is sent by one", async () => {
    const [one, two] = [worker(), worker()];
    const other = await engine.openAgain();
    for (let index = 0; index < 30; index++) await queue({ address: `p${index}@example.org` });
    const work = async ({ post, holder }: ReturnType<typeof worker>, elsewhere: boolean) => {
      const round = () => sendMail(post, holder, now);
      while ((await (elsewhere ? onAnotherServer(other, round) : round())) > 0);
    };
    await Promise.all([work(one, false), work(two, true)]);
    // Whoever found nothing free while the other still sent is done; nobody's mail is left.
    expect(new Set(server.received.flatMap(({ to }) => to)).size).toBe(30);
    expect(server.received).toHaveLength(30);
    expect((await listed()).every(({ state, tries }) => state === "sent" && tries === 1)).toBe(true);
  });

  test("what was queued before a restart is sent after it", async () => {
    await queue({});
    const again = await engine.openAgain();
    const { post, holder } = worker();
    await onAnotherServer(again, () => sendMail(post, holder, now));
    expect(server.received).toHaveLength(1);
  });

  test("a process that dies after the server took the mail leaves a second one with the same Message-ID, and no third", async () => {
    const [dying, living] = [worker(), worker()];
    await queue({});
    const taken = gate();
    const dies: Post = {
      ...dying.post,
      send: async (mail) => {
        await dying.post.send(mail);
        taken.resolve();
        return new Promise(() => undefined);
      },
    };
    // Never comes to its end, as nothing of a process that was killed does.
    void sendMail(dies, dying.holder, now);
    await taken.promise;
    expect((await listed())[0]).toMatchObject({ state: "sending" });
    expect(await sendMail(living.post, living.holder, now + MAIL_LEASE_MS - 1)).toBe(0);
    expect(await sendMail(living.post, living.holder, now + MAIL_LEASE_MS + 1)).toBe(1);
    expect(await sendMail(living.post, living.holder, now + DAY_MS)).toBe(0);
    const ids = server.received.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect((await listed())[0]).toMatchObject({ state: "sent", tries: 2 });
  });

  test("who comes late does not write over what another one has sent since", async () => {
    const [slow, quick] = [worker(), worker()];
    await queue({});
    const reached = gate();
    const goOn = gate();
    const waits: Post = {
      ...slow.post,
      send: async () => {
        reached.resolve();
        await goOn.promise;
        return { kind: "failed", failure: { at: "address", status: 550 } };
      },
    };
    const late = sendMail(waits, slow.holder, now);
    await reached.promise;
    await sendMail(quick.post, quick.holder, now + MAIL_LEASE_MS + 1);
    goOn.resolve();
    await late;
    expect((await listed())[0]).toMatchObject({ state: "sent", lastError: null });
  });

  test("an address that is refused for now is tried again later and later, then given up", async () => {
    const { post, holder } = worker();
    server.refuse(() => 450);
    await queue({});
    let at = now;
    for (let tries = 1; tries < MAX_TRIES; tries++) {
      expect(await sendMail(post, holder, at)).toBe(1);
      const nextAt = retryAt(tries, at);
      expect((await listed())[0]).toMatchObject({ state: "queued", tries, nextAt, lastError: "address refused (450)" });
      expect(await sendMail(post, holder, nextAt - 1)).toBe(0);
      at = nextAt;
    }
    await sendMail(post, holder, at);
    expect((await listed())[0]).toMatchObject({ state: "failed", tries: MAX_TRIES });
    expect(server.received).toEqual([]);
  });

  test("an address that is refused for good is not tried again; the others of its batch arrive", async () => {
    const { post, holder } = worker();
    server.refuse((address) => (address.startsWith("gone") ? 550 : null));
    const gone = await queue({ address: "gone@example.org" });
    await queue({ address: "there@example.org" });
    expect(await sendMail(post, holder, now)).toBe(2);
    expect(await sendMail(post, holder, now + DAY_MS)).toBe(0);
    const [row] = await listed(gone);
    expect(row).toMatchObject({ state: "failed", tries: 1, lastError: "address refused (550)" });
    expect(JSON.stringify(row)).not.toContain("other-person");
    expect(server.received.map(({ to }) => to[0])).toEqual(["there@example.org"]);
  });

  test("a server that is not there is waited for, and none of its password is told", async () => {
    const away = smtpPost({ smtpUrl: "smtp://user:pass-word@127.0.0.1:1", from: "a@example.org" });
    posts.push(away);
    await queue({});
    await sendMail(away, newId(), now);
    const [row] = await listed();
    expect(row).toMatchObject({ state: "queued", nextAt: now + MINUTE_MS, lastError: "no connection" });
  });

  test("no name, subject or address makes a header or a recipient of its own", async () => {
    const { post, holder } = worker();
    const evil = 'Ada"\r\nBcc: bcc@example.org\r\nX-Evil: yes';
    await queue({ name: evil });
    const db = await database();
    const letter = writeLetter(`Subject\r\nBcc: bcc@example.org`, [
      { kind: "words", words: "\r\n.\r\nMAIL FROM:<x@y.z>" },
    ]);
    const to = { name: "Bob", address: "bob@example.org" };
    await db.transaction((tx) =>
      queueMail(tx, { userId: null, to, kind: "invitation", letter, dedupeKey: "test/subject" }, now),
    );
    const bad = await queue({ address: "eve@example.org>\r\nRCPT TO:<bcc@example.org" });
    await sendMail(post, holder, now);
    expect(server.received.flatMap((mail) => mail.to).sort()).toEqual(["ada@example.org", "bob@example.org"]);
    for (const mail of server.received) {
      expect(header(mail, "Bcc")).toBe("");
      expect(header(mail, "X-Evil")).toBe("");
    }
    expect((await listed(bad))[0]).toMatchObject({ state: "failed", lastError: "no plain address" });
  });

  test("an address that wants no mail gets no invitation, also one that was queued before", async () => {
    const { post, holder } = worker();
    await queue({ address: "Quiet@example.org" });
    await engine.database().transaction((tx) => suppressAddress(tx, hashOfAddress(" quiet@EXAMPLE.org"), now));
    await queue({ address: "quiet@example.org" });
    await queue({ address: "loud@example.org" });
    await sendMail(post, holder, now);
    expect(server.received.map(({ to }) => to[0])).toEqual(["loud@example.org"]);
    expect((await listed()).map(({ state }) => state).sort()).toEqual(["dropped", "dropped", "sent"]);
  });

  test("who turned a kind off, or may not sign in any more, gets nothing of it; other kinds they still get", async () => {
    const { post, holder } = worker();
    const [off, out, on] = [await newViewer(), await newViewer(), await newViewer()];
    for (const { userId } of [off, out, on]) await queue({ kind: "due", userId });
    await queue({ kind: "repair", userId: off.userId });
    await engine.database().transaction(async (tx) => {
      await saveMailWish(tx, off.userId, { due: false });
      await setDisabled(tx, out.userId, now);
    });
    await sendMail(post, holder, now);
    expect(server.received.map(({ to }) => to[0]).sort()).toEqual([off.email, on.email].sort());
  });

  test("a mail goes to the address that somebody has when it is sent; of who is gone nothing is left", async () => {
    const { post, holder } = worker();
    const [moved, gone] = [await newViewer(), await newViewer()];
    for (const { userId } of [moved, gone]) await queue({ kind: "due", userId, address: "old@example.org" });
    await engine.database().transaction(async (tx) => {
      await tx.user.delete({ where: { id: gone.userId } });
    });
    await sendMail(post, holder, now);
    expect(server.received.map(({ to }) => to[0])).toEqual([moved.email]);
    expect(await listed()).toHaveLength(1);
  });

  test("the code of an invitation is not kept once it is sent; other bodies go after a month, rows after a year", async () => {
    const { post, holder } = worker();
    const viewer = await newViewer();
    const invitation = await queue({});
    const due = await queue({ kind: "due", userId: viewer.userId });
    const waiting = await queue({ address: "later@example.org" });
    server.refuse((address) => (address.startsWith("later") ? 450 : null));
    await sendMail(post, holder, now);
    const bodies = async () => (await listed()).map(({ text, to }) => `${text}|${to}`);
    expect((await listed(invitation))[0]).toMatchObject({ text: "", to: "ada@example.org" });
    expect((await listed(due))[0]?.text).toBe("Hello.");
    await engine.database().transaction((tx) => forgetOldMails(tx, now + BODY_KEPT_MS + 1));
    expect((await bodies()).sort()).toEqual(["Hello.|later@example.org", "|", "|"]);
    await engine.database().transaction((tx) => forgetOldMails(tx, now + ROW_KEPT_MS + 1));
    expect((await listed()).map(({ id }) => id)).toEqual([(await listed(waiting))[0]?.id]);
  });
});
