import { expect, test } from "@playwright/test";
import { answerAll, finish } from "../fixtures/attempt-api";
import { signUp } from "../fixtures/learners";
import { addPlatform, startSchool } from "../fixtures/lti";
import { enterAs } from "../fixtures/people";

test("a course opens an exam: who teaches it chooses, a learner joins, sits it, and the course gets the score", async ({
  page,
  browser,
  baseURL,
}) => {
  const site = baseURL ?? "";
  const school = await startSchool(site);
  const course = crypto.randomUUID();
  school.state.members = [
    { user_id: "sam", roles: ["Learner"], name: "Sam Student", email: "sam@school.example" },
    { user_id: "una", roles: ["Learner"], name: "Una Unseen" },
  ];
  await enterAs(page, "admin");
  await addPlatform(page, school.settings());
  const teacher = await browser.newPage({ baseURL });
  const learner = await browser.newPage({ baseURL });

  await test.step("the teacher comes in, leads the cohort that the course makes, and chooses an exam", async () => {
    await teacher.goto(school.linkFor({ sub: "tess", role: "Instructor", name: "Tess Teacher", course }, site));
    await expect(teacher.getByRole("heading", { name: "Mock exam", level: 1 })).toBeVisible();
    await teacher.getByLabel("This link opens").selectOption({ label: "Exam of all types" });
    await teacher.getByRole("button", { name: "Save" }).click();
    await expect(teacher.getByText("Saved. The link opens this from now on.")).toBeVisible();
    await expect(teacher.getByRole("heading", { name: "Exam of all types" })).toBeVisible();
  });

  await test.step("a learner is told what is seen, and joins", async () => {
    await learner.goto(school.linkFor({ sub: "sam", name: "Sam Student", course }, site));
    await expect(learner.getByText("what you did before you joined")).toBeVisible();
    await learner.getByRole("button", { name: "Join this cohort" }).click();
    await expect(learner.getByText("You have joined.")).toBeVisible();
  });

  await test.step("they sit the exam, and the course gets its score", async () => {
    await learner.getByRole("button", { name: "Start" }).click();
    await learner.waitForURL(/\/exam\/[0-9a-f-]{36}/);
    const attempt = /[0-9a-f-]{36}/.exec(new URL(learner.url()).pathname)?.[0] ?? "";
    await learner.goto("about:blank");
    await answerAll(learner.request, attempt);
    await finish(learner.request, attempt);
    await expect.poll(() => school.state.scores.length, { timeout: 120_000 }).toBe(1);
    expect(school.state.scores[0]).toMatchObject({
      userId: "sam",
      scoreMaximum: 6,
      activityProgress: "Completed",
      gradingProgress: "FullyGraded",
    });
  });

  await test.step("the teacher reads the roster, and sees who has joined", async () => {
    await teacher.getByRole("link", { name: "To the cohort" }).click();
    await teacher.getByRole("link", { name: "Roster of the course" }).click();
    await teacher.getByRole("button", { name: "Read the roster from the course" }).click();
    await expect(teacher.getByRole("heading", { name: "1 of 2 have joined" })).toBeVisible();
    await expect(teacher.getByRole("row").filter({ hasText: "Una Unseen" })).toContainText("has not come yet");
  });

  await test.step("the teacher chooses, from within the course, what another link opens", async () => {
    const asking = { sub: "tess", role: "Instructor" as const, name: "Tess Teacher", course, claims: school.asking() };
    await teacher.goto(school.linkFor(asking, site));
    await expect(teacher.getByRole("heading", { name: "What is the new link to open?" })).toBeVisible();
    await teacher.getByRole("button", { name: "Link “Exam of minutes”" }).click();
    await expect(teacher.getByRole("heading", { name: "The link is made" })).toBeVisible();
    expect(school.state.chosen).toHaveLength(1);
  });

  await test.step("who is signed in is asked before the course's account becomes theirs", async () => {
    const own = await browser.newPage({ baseURL });
    await signUp(own, "Olga");
    await own.goto(school.linkFor({ sub: "olga", name: "Olga S.", course }, site));
    await expect(own.getByRole("heading", { name: "Link this course account with your" })).toBeVisible();
    await own.getByRole("button", { name: "Link them" }).click();
    await expect(own.getByRole("heading", { name: "Mock exam", level: 1 })).toBeVisible();
    await own.goto("/account");
    await expect(own.getByLabel("Name")).toHaveValue("Olga");
    await own.context().close();
  });
  await teacher.context().close();
  await learner.context().close();
  await school.stop();
});
