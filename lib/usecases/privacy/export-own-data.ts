import { type StreamedFile, zipPieces } from "@/lib/content/interchange/stream-zip";
import { type Context, can } from "@/lib/core/access/viewer";
import { type ExportFile, exportReadme } from "@/lib/core/privacy/export-files";
import { database, type Reader } from "@/lib/data/database";
import { listQuestionsUnderExam } from "@/lib/data/meetings";
import { type OwnAttempt, readOwnAttempts } from "@/lib/data/privacy/own-attempts";
import {
  readOwnAccesses,
  readOwnAudit,
  readOwnCohorts,
  readOwnDisputes,
  readOwnExamDates,
  readOwnLearning,
  readOwnLearningLog,
  readOwnLooks,
  readOwnNotices,
  readOwnProfile,
  readOwnRemediations,
} from "@/lib/data/privacy/own-data";
import {
  readOwnAssignments,
  readOwnCourses,
  readOwnLive,
  readOwnMail,
  readOwnWeeks,
} from "@/lib/data/privacy/own-group-data";
import { readOwnWriting } from "@/lib/data/privacy/own-writing";
import { isoOf } from "@/lib/data/privacy/pages";
import { getServedQuestions } from "@/lib/data/question-versions";
import { attemptFor, eventsFor } from "./own-attempt";

/** A JSON array, row by row. */
async function* arrayOf(rows: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const row of rows) {
    yield `${before}${JSON.stringify(row)}`;
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

async function* attempts(db: Reader, { viewer, now }: Context) {
  for await (const own of readOwnAttempts(db, viewer)) {
    // Asked for each attempt: an exam may begin while this is read.
    const running = await listQuestionsUnderExam(db, viewer, now, ["exam", "diagnose"]);
    const served = await getServedQuestions(
      db,
      own.items.map(({ versionId }) => versionId),
    );
    yield attemptFor(own, served, running, now);
  }
}

async function* events(rows: AsyncIterable<OwnAttempt>) {
  for await (const own of rows) yield* eventsFor(own);
}

const file = (name: ExportFile, rows: AsyncIterable<unknown>): StreamedFile => ({
  name: `${name}.json`,
  pieces: arrayOf(rows),
});

/**
 * All that is stored of the viewer, file by file, read in pages while it is written: for the viewer alone. No key of a
 * question that they are asked anywhere, no hash of a password or token, and nothing about anybody else.
 */
async function* exportOwnData({ viewer, now }: Context): AsyncGenerator<StreamedFile> {
  const { reader: db } = await database();
  yield { name: "README.txt", pieces: one(exportReadme({ madeAt: isoOf(now) })) };
  const profile = await readOwnProfile(db, viewer);
  yield { name: "profile.json", pieces: one(`${JSON.stringify(profile, null, 2)}\n`) };
  yield file("attempts", attempts(db, { viewer, now }));
  yield file("answer-log", events(readOwnAttempts(db, viewer)));
  yield file("learning", readOwnLearning(db, viewer));
  yield file("learning-log", readOwnLearningLog(db, viewer));
  yield file("remediations", readOwnRemediations(db, viewer));
  yield file("exam-dates", readOwnExamDates(db, viewer));
  yield file("cohorts", readOwnCohorts(db, viewer));
  yield file("weeks", readOwnWeeks(db, viewer));
  yield file("assignments", readOwnAssignments(db, viewer));
  yield file("live", readOwnLive(db, viewer));
  yield file("mail", readOwnMail(db, viewer));
  yield file("courses", readOwnCourses(db, viewer));
  yield file("access-log", readOwnAccesses(db, viewer));
  yield file("looked-at", readOwnLooks(db, viewer));
  yield file("disputes", readOwnDisputes(db, viewer));
  yield file("notices", readOwnNotices(db, viewer));
  // Whoever may not read the bank any more has the questions that they wrote no more either.
  yield file("writing", readOwnWriting(db, viewer, can(viewer, "readBank")));
  yield file("audit", readOwnAudit(db, viewer));
}

/** The bytes of a zip of all that, made while they are taken. */
export const exportOwnZip = (context: Context): AsyncGenerator<Uint8Array<ArrayBuffer>> =>
  zipPieces(exportOwnData(context));
