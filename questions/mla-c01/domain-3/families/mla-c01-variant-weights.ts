import { between, pick } from "@/lib/core/question/family/chance";
import { defineFamily } from "@/lib/core/question/family/family";
import { grouped, isWhole, plain } from "@/lib/core/question/family/numbers";
import { variant } from "@/lib/core/question/family/problem";

// F10: share of a variant = its weight ÷ sum of weights; the weight for a share x beside others that sum to S is
// x·S ÷ (1 − x).

export const variants = {
  share: variant<{ weights: readonly [number, number, number]; requests: number }>({
    numbers: (rng) => {
      const weights = [between(1, 9, rng), between(1, 6, rng), between(1, 4, rng)] as const;
      const sum = weights[0] + weights[1] + weights[2];
      const requests = between(6_000, 90_000, rng, 500);
      return isWhole((requests * weights[1]) / sum) && sum !== 100 ? { weights, requests } : null;
    },
    given: ({ weights, requests }) => [...weights.map((weight) => plain(weight)), grouped(requests)],
    solve: ({ weights, requests }) => {
      const [a, b, c] = weights;
      const sum = a + b + c;
      return {
        scale: "amount",
        show: (value) => `${grouped(value)} requests`,
        key: {
          value: Math.round((requests * b) / sum),
          why: `The share is the weight over the sum of all weights: ${b} ÷ (${a} + ${b} + ${c}) = ${b} ÷ ${sum}. Of ${grouped(requests)} requests that is ${grouped((requests * b) / sum)}.`,
        },
        wrong: [
          {
            value: (requests * b) / 100,
            trap: "weights-are-percent",
            why: `A weight of ${b} is no ${b} %. The weights add up to ${sum}, and it is that sum which ${b} is a part of.`,
          },
          {
            value: requests / 3,
            trap: "nm-equal-split",
            why: `A third each would need equal weights. These are ${a}, ${b} and ${c}.`,
          },
          {
            value: (requests * b) / (a + c),
            trap: "nm-ignores-self",
            why: `${b} ÷ (${a} + ${c}) compares the variant with the others. The sum of weights contains its own ${b} too.`,
          },
          {
            value: (requests * (a + c)) / sum,
            trap: "nm-complement",
            why: `(${a} + ${c}) ÷ ${sum} is what goes to the two other variants.`,
          },
        ],
      };
    },
    stories: [
      ({ weights: [a, b, c], requests }) => ({
        stem: `A puzzle magazine lets three production variants of one endpoint compete: Alder with weight ${a}, Birch with weight ${b}, Cedar with weight ${c}. On an average day ${grouped(requests)} requests arrive. None of them names a target variant, and the endpoint routes by weight; small random differences are left aside.`,
        ask: "How many requests of such a day does Birch answer?",
      }),
      ({ weights: [a, b, c], requests }) => ({
        stem: `For an experiment, a currency exchange put three models on one endpoint. Their variant weights are ${a} for the champion, ${b} for the challenger and ${c} for an older model kept for comparison. The experiment ends after ${grouped(requests)} requests, which callers send without TargetVariant. Take the split by weight as exact and round to whole requests.`,
        ask: "How many of them went to the challenger?",
      }),
      ({ weights: [a, b, c], requests }) => ({
        stem: `"VariantWeight ${a}, ${b}, ${c}", says the endpoint configuration of a furniture shop for its variants red, blue and green, in this order. Yesterday the endpoint handled ${grouped(requests)} ordinary requests. The analyst needs the expected number for variant blue before she tests whether its results differ; chance deviations do not interest her here.`,
        ask: "Which number should she expect for blue?",
      }),
    ],
  }),
  "new-weight": variant<{ first: number; second: number; percent: number }>({
    numbers: (rng) => {
      const input = {
        first: between(2, 14, rng),
        second: between(1, 8, rng),
        percent: pick([5, 10, 20, 25, 40, 50], rng),
      };
      const weight = ((input.first + input.second) * input.percent) / (100 - input.percent);
      return isWhole(weight * 10) && weight < input.percent ? input : null;
    },
    given: ({ first, second, percent }) => [plain(first), plain(second), `${percent} %`],
    solve: ({ first, second, percent }) => {
      const sum = first + second;
      const weight = (sum * percent) / (100 - percent);
      return {
        scale: "amount",
        places: 2,
        show: (value, places) => `A weight of ${grouped(value, places)}`,
        key: {
          value: weight,
          why: `w must be ${percent} % of the new sum: w ÷ (${sum} + w) = ${percent / 100}, so w = ${percent / 100} × ${sum} ÷ ${Number((1 - percent / 100).toFixed(2))} = ${plain(Number(weight.toFixed(4)))}.`,
        },
        wrong: [
          {
            value: (sum * percent) / 100,
            trap: "nm-ignores-self",
            why: `${percent / 100} × ${sum} = ${plain((sum * percent) / 100)} is ${percent} % of the old sum. The newcomer's own weight joins the sum, so its share would be smaller than wanted.`,
          },
          {
            value: percent,
            trap: "weights-are-percent",
            why: `A weight of ${percent} beside ${sum} would draw ${percent} ÷ ${sum + percent} of the traffic. Weights are parts of their sum, not percentages.`,
          },
          {
            value: sum / 2,
            trap: "nm-equal-split",
            why: `${plain(sum / 2)} is the mean of the weights that are there and would give an equal third. ${percent} % are wanted.`,
          },
          {
            value: (sum * (100 - percent)) / percent,
            trap: "nm-complement",
            why: `Here ${100 - percent} % were put in place of ${percent} %: the newcomer would get the part that is meant for the others.`,
          },
        ],
      };
    },
    stories: [
      ({ first, second, percent }) => ({
        stem: `Two variants share an endpoint of a mountain-weather service, with weights ${first} and ${second}, which must not be touched. A third variant with a new model is added and should receive exactly ${percent} % of the requests; the two others keep their proportion to each other. Weights may have decimals, and callers do not choose a variant themselves.`,
        ask: "Which weight does the new variant get?",
      }),
      ({ first, second, percent }) => ({
        stem: `A freight exchange calls UpdateEndpointWeightsAndCapacities. So far variant North has weight ${first} and variant South ${second}. From now on variant West, until today at weight 0, is to take ${percent} % of all requests, and the call should name West alone, so that the other two weights stay as they are. Any decimal number is permitted as a weight.`,
        ask: "What weight must the call set for West?",
      }),
    ],
  }),
};

export const family = defineFamily(
  {
    id: "mla-c01-variant-weights",
    lesson: "3.1",
    exams: ["mla-c01", "mla-c02"],
    difficulty: 2,
    facts: ["B6.7", "F10"],
    verifiedOn: "2026-11-20",
    review: {
      by: "model",
      solvedBlind: "agreed",
      tagsBlind: "agreed",
      on: "2026-11-26",
      note: "A draw of each variant was solved blind.",
    },
    traps: ["weights-are-percent", "nm-equal-split", "nm-ignores-self", "nm-complement"],
    storedDraws: 12,
  },
  variants,
);
