import { expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { nextPage } from "./roster";
import { nextTry, scoreAnswer, scoreOf, scoresUrl } from "./score";

test.each([
  { tries: 1, wait: MINUTE_MS },
  { tries: 2, wait: 2 * MINUTE_MS },
  { tries: 5, wait: 16 * MINUTE_MS },
  { tries: 9, wait: 4 * HOUR_MS },
  { tries: 1_000, wait: 4 * HOUR_MS },
])("after $tries failures it waits $wait ms", ({ tries, wait }) => {
  expect(nextTry(tries, 1_000)).toBe(1_000 + wait);
});

test.each([
  { status: 200, answer: "sent" },
  { status: 204, answer: "sent" },
  { status: 409, answer: "sent" },
  { status: 302, answer: "refused" },
  { status: 400, answer: "refused" },
  { status: 401, answer: "again" },
  { status: 404, answer: "refused" },
  { status: 429, answer: "again" },
  { status: 503, answer: "again" },
])("$status means $answer", ({ status, answer }) => {
  expect(scoreAnswer(status)).toBe(answer);
});

test.each([
  { item: "https://s.example/items/1", scores: "https://s.example/items/1/scores" },
  { item: "https://s.example/items/1/", scores: "https://s.example/items/1/scores" },
  {
    item: "https://s.example/items/1/lineitem?type_id=2",
    scores: "https://s.example/items/1/lineitem/scores?type_id=2",
  },
])("scores of $item go to $scores", ({ item, scores }) => {
  expect(scoresUrl(item)).toBe(scores);
});

test("a score is right out of scored, and there is none where nothing was scored", () => {
  const to = { sub: "sam", at: "2026-11-23T09:00:00.000Z" };
  expect(scoreOf({ right: 3, scored: 4 }, to)).toMatchObject({ userId: "sam", scoreGiven: 3, scoreMaximum: 4 });
  expect(scoreOf({ right: 0, scored: 0 }, to)).toBeNull();
});

test.each([
  { link: '<https://s.example/m?page=2>; rel="next"', next: "https://s.example/m?page=2" },
  { link: "<https://s.example/m?a=1,2>; rel=next", next: "https://s.example/m?a=1,2" },
  { link: '<https://s.example/d>; rel="differences", <https://s.example/n>; rel="next"', next: "https://s.example/n" },
  { link: '<https://s.example/d>; rel="differences"', next: null },
  { link: null, next: null },
])("the next page of $link is $next", ({ link, next }) => {
  expect(nextPage(link)).toBe(next);
});
