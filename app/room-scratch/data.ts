import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { richText } from "@/lib/content/markdown";
import type { ItemFeedback, Room, RoomItem } from "@/lib/core/attempt/room";
import { drawOrder, present, promptTokenOf, tokenOf, toTokens } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import { authoredReasons } from "@/lib/core/question/reasons";
import { type Question, questionFileSchema } from "@/lib/core/question/schema";
import { keyOf, scoreAnswer } from "@/lib/core/question/score";
import { seededRng } from "@/lib/core/shared/rng";

const files = [
  "3.1/mla-c01-3.1-airport-four-frameworks",
  "3.3/mla-c01-3.3-tolls-guarded-release",
  "3.3/mla-c01-3.3-bookshop-six-needs",
  "3.3/mla-c01-3.3-nordkyst-chilled-freight",
  "3.1/mla-c01-3.1-radar-runtime",
  "3.3/mla-c01-3.3-soil-file-arrival",
  "3.1/mla-c01-3.1-seismic-cubes",
  "3.3/mla-c01-3.3-satellite-scarce-gpus",
  "3.3/mla-c01-3.3-vaccine-merge-to-production",
];

export function made(
  mode: Room["mode"],
  minutes: number | null,
): { room: Room; feedback: Record<string, ItemFeedback> } {
  const feedback: Record<string, ItemFeedback> = {};
  const items: RoomItem[] = [];
  const add = (question: Question, scenario: RoomItem["scenario"]) => {
    const pub = toPublic(question);
    const order = drawOrder(pub, seededRng(question.id));
    const id = `item${items.length + 1}`;
    items.push({
      id,
      question: present(pub, order),
      stem: richText(question.stem),
      scenario,
      state: { answer: null, revision: 0, flagged: false, struck: [], highlights: [], confidence: null },
    });
    const wrong =
      question.type === "multiple-choice"
        ? (question.options.find((o) => !o.key && o.trap !== "plain-error")?.id ?? "a")
        : question.type === "multiple-response"
          ? question.options.slice(1, 1 + question.choose).map((o) => o.id)
          : question.type === "ordering"
            ? [...question.items.map((i) => i.id)].reverse()
            : Object.fromEntries(
                question.prompts.map((p, i) => [p.id, i < 3 ? p.answer : (question.wrongPairs[0]?.response ?? "x")]),
              );
    const { outcome, evidence } = scoreAnswer(question, wrong);
    const key = toTokens(order, keyOf(question));
    if (key === null) throw new Error();
    feedback[id] = {
      outcome,
      key,
      reasons: authoredReasons(question, wrong).map((r) => ({
        kind: r.kind,
        refs: [
          ...(r.prompt === null ? [] : [promptTokenOf(order, r.prompt)]),
          ...r.options.map((o) => tokenOf(order, o)),
        ],
        right: r.right,
        chosen: r.chosen,
        why: richText(r.why),
        trap:
          r.trap === null
            ? null
            : { id: r.trap, name: `Name of ${r.trap.replaceAll("-", " ")} where something is enough` },
      })),
      trapsTaken: evidence.taken.map((t) => ({
        id: t,
        name: `Name of ${t.replaceAll("-", " ")}`,
        short: t,
        refutedBy:
          "A multi-model endpoint serves all its models from one shared container, so every model must run in that container's framework.",
        lesson: "3.1",
        section: "who-waits",
      })),
      sources: [
        {
          id: "B.1",
          says: "Up to 15 containers can share one endpoint.",
          titles: ["Multi-container endpoints, SageMaker Developer Guide"],
          address: "https://docs.aws.amazon.com/x",
          verifiedOn: "2026-11-20",
        },
        { id: "x", says: "", titles: ["Facts sheet"], address: null, verifiedOn: "2026-11-19" },
      ],
      lesson: { id: question.lesson, title: "Endpoints and containers" },
      difficulty: 2,
      verifiedOn: "2026-11-20",
      counterCue: false,
    };
    Object.assign(feedback[id], { answer: toTokens(order, wrong) });
  };
  for (const file of files) {
    const q = questionFileSchema.parse(parse(readFileSync(`questions/mla-c01/domain-3/${file}.yaml`, "utf8")));
    if (q.type === "case") {
      q.questions.forEach((each, i) =>
        add(each, { title: q.title, text: richText(q.scenario), position: i + 1, of: q.questions.length }),
      );
    } else add(q, null);
  }
  const now = Date.now();
  return {
    feedback,
    room: {
      attemptId: `scratch-${mode}`,
      mode,
      title: "Domain 3 practice exam",
      examCode: "MLA-C01",
      phase: "running",
      serverNow: now,
      startedAt: now - 500_000,
      deadline: minutes === null ? null : now + minutes * 60_000,
      limitMs: minutes === null ? null : 1_680_000,
      revision: 0,
      items,
    },
  };
}
