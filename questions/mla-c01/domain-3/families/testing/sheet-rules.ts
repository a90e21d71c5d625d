// The fact sheet's formulas and limits, section F, written from the sheet and not from the families: the tests work every
// key out anew by these.

const up = (value: number): number => Math.ceil(Number(value.toFixed(9)));
const down = (value: number): number => Math.floor(Number(value.toFixed(9)));
const per = (rate: number, share: number): number => (rate * Math.round(share * 100)) / 100;

export type Numbers = Record<string, number>;

/** The right number by variant, and the documented limits that the scenario must keep to. */
type Rule = { right: (n: Numbers) => number; within: (n: Numbers) => boolean };
const always = (): boolean => true;
const of = (n: Numbers, ...names: string[]): number[] => names.map((name) => n[name] ?? Number.NaN);

const SERVERLESS = (n: Numbers): boolean =>
  (n.memory ?? 1) <= 6 && (n.milliseconds ?? 0) <= 60_000 && (n.megabytes ?? 0) <= 4;

export const rules: Record<string, Record<string, Rule>> = {
  "mla-c01-scaling-target": {
    "per-second": {
      right: (n) => per((n.perSecond ?? 0) * 60, n.factor ?? 0),
      within: ({ perSecond = 0, factor = 0 }) => perSecond >= 5 && perSecond <= 120 && factor >= 0.6 && factor <= 0.8,
    },
    "per-minute": { right: (n) => per(n.perMinute ?? 0, n.factor ?? 0), within: ({ factor = 0 }) => factor >= 0.6 },
  },
  "mla-c01-peak-fleet": {
    steady: {
      right: ({ peak = 0, perSecond = 0, factor = 0 }) => up(peak / per(perSecond, factor)),
      within: ({ peak = 0, perSecond = 0, factor = 0 }) => up(peak / per(perSecond, factor)) <= 20,
    },
    "mixed-units": {
      right: ({ load = 0, perSecond = 0, factor = 0 }) => up(load / per(perSecond * 60, factor)),
      within: always,
    },
    "zone-loss": {
      right: ({ peak = 0, perSecond = 0, factor = 0 }) => 2 * up(peak / per(perSecond, factor)),
      within: always,
    },
  },
  "mla-c01-next-capacity": {
    step: { right: ({ current = 0, metric = 0, target: t = 1 }) => up((current * metric) / t), within: always },
    clamp: {
      right: ({ most = 0 }) => most,
      within: ({ current = 0, metric = 0, target: t = 1, most = 0 }) => (current * metric) / t > most,
    },
  },
  "mla-c01-invocations-reading": {
    "from-minutes": { right: ({ requests = 0, active = 1 }) => requests / active, within: always },
    "from-seconds": { right: ({ perSecond = 0, active = 1 }) => (perSecond / active) * 60, within: always },
  },
  "mla-c01-serverless-break-even": {
    "break-even": {
      right: ({ perHour = 0, hours = 0, milliseconds = 0, perSecond = 0 }) =>
        (perHour * hours * 1_000) / (milliseconds * perSecond),
      within: SERVERLESS,
    },
    "with-data-fee": {
      right: ({ perHour = 0, hours = 0, milliseconds = 0, perSecond = 0, megabytes = 0, perGigabyte = 0 }) =>
        (perHour * hours * 1_000) / (milliseconds * perSecond + megabytes * perGigabyte),
      within: SERVERLESS,
    },
    "provisioned-concurrency": {
      right: ({ units = 0, days = 0, hoursADay = 0, perSecond = 0 }) => perSecond * units * days * hoursADay * 60 * 60,
      within: ({ units = 0 }) => units <= 200,
    },
    feasibility: { right: ({ perHour = 0, hours = 0 }) => perHour * hours, within: SERVERLESS },
  },
  "mla-c01-serverless-concurrency": {
    concurrency: {
      right: ({ perSecond = 0, seconds = 0 }) => up(perSecond * seconds),
      within: ({ perSecond = 0, seconds = 0 }) => perSecond * seconds <= 200.000001 && seconds <= 60,
    },
    "highest-rate": {
      right: ({ seconds = 1 }) => down(200 / seconds),
      within: ({ perSecond = 0, seconds = 0 }) => perSecond * seconds > 200 && seconds <= 60,
    },
  },
  "mla-c01-async-backlog": {
    drain: {
      right: ({ backlog: b = 0, arrivals = 0, fleet: n = 0, at = 0, seconds = 1 }) =>
        b / ((n * at * 60) / seconds - arrivals),
      within: ({ arrivals = 0, fleet: n = 0, at = 0, seconds = 1 }) =>
        (n * at * 60) / seconds > arrivals && seconds <= 3_600 && at <= 1_000,
    },
    size: {
      right: ({ backlog: b = 0, arrivals = 0, at = 0, seconds = 1, within = 1 }) =>
        up(((b + arrivals * within) * seconds) / (within * at * 60)),
      within: ({ seconds = 1, at = 0 }) => seconds <= 3_600 && at <= 1_000,
    },
    "target-backlog": { right: ({ backlog: b = 0, target: t = 1 }) => up(b / t), within: always },
    expiry: {
      right: ({ backlog: b = 0, fleet: n = 0, at = 0, seconds = 1, lifetime = 0 }) => b - (n * at * lifetime) / seconds,
      within: ({ lifetime = 0 }) => lifetime >= 60 && lifetime <= 21_600,
    },
  },
  "mla-c01-batch-arithmetic": {
    files: {
      right: ({ files = 0, instances = 1, each = 0, startUp = 0 }) => startUp + each * up(files / instances),
      // However an object is sent, a call ends after 60 minutes.
      within: ({ instances = 0, each = 0 }) => instances <= 100 && each <= 60,
    },
    "single-file": {
      right: ({ each = 0, startUp = 0 }) => each + startUp,
      within: ({ instances = 0 }) => instances <= 100,
    },
    window: {
      right: ({ files = 0, each = 1, window = 0, startUp = 0 }) => up(files / down((window - startUp) / each)),
      // Leaving out the start-up must lead to another number of instances.
      within: ({ files = 0, each = 1, window = 0, startUp = 0 }) =>
        each <= 60 &&
        files / down((window - startUp) / each) <= 100 &&
        up(files / down(window / each)) < up(files / down((window - startUp) / each)),
    },
    "concurrency-cap": { right: ({ payload = 1 }) => down(100 / payload), within: ({ payload = 0 }) => payload <= 100 },
    "mini-batches": {
      // File by file, since mini-batches never mix files (B5.3).
      right: ({ payload = 0, record = 1, each = 0, files = 0 }) => {
        let calls = 0;
        for (let file = 0; file < files; file += 1) calls += up(each / down((payload * 1_024) / record));
        return calls;
      },
      within: ({ payload = 0, record = 0, files = 0, instances = 1 }) =>
        payload <= 100 && record < payload * 1_024 && files % instances === 0,
    },
  },
  "mla-c01-rollout-arithmetic": {
    "total-wait": {
      right: ({ step = 1, bake = 0, termination = 0 }) => (up(100 / step) - 1) * bake + termination,
      within: ({ step = 1, bake = 0, termination = 0 }) =>
        step >= 10 &&
        step <= 50 &&
        bake <= 60 &&
        termination <= 60 &&
        ((up(100 / step) - 1) * bake + termination) * 60 < 28_800,
    },
    exposure: {
      right: ({ perSecond = 0, share = 0, alarm = 0 }) => (perSecond * alarm * 60 * share) / 100,
      within: ({ share = 0, alarm = 0 }) => share <= 50 && alarm <= 60,
    },
    "peak-fleet": {
      right: ({ fleet: n = 0, batch: b = 0 }) => n + (n * b) / 100,
      within: ({ fleet: n = 0, batch: b = 0 }) => b >= 5 && b <= 50 && Number.isInteger((n * b) / 100),
    },
    validity: {
      right: (n) => n["settings.0.percent"] ?? 0,
      // Neither "take the smallest" nor "take the largest" finds it.
      within: (n) => {
        const [right = 0, ...others] = of(n, ...[0, 1, 2, 3].map((index) => `settings.${index}.percent`));
        return others.some((one) => one < right) && others.some((one) => one > right);
      },
    },
  },
  "mla-c01-variant-weights": {
    share: {
      right: (n) =>
        ((n.requests ?? 0) * (n["weights.1"] ?? 0)) /
        of(n, "weights.0", "weights.1", "weights.2").reduce((a, b) => a + b, 0),
      within: always,
    },
    "new-weight": {
      right: ({ first = 0, second = 0, percent = 0 }) => ((first + second) * percent) / (100 - percent),
      within: always,
    },
  },
  "mla-c01-cost-comparison": {
    "nightly-batch": { right: ({ batch: b = 0, hours = 0, perHour = 0 }) => b * hours * 30 * perHour, within: always },
    "scheduled-scaling": {
      right: ({ peak = 0, off = 0, hours = 0, perHour = 0 }) => (peak - off) * (24 - hours) * 30 * perHour,
      within: ({ peak = 0, off = 0 }) => off < peak,
    },
    consolidation: {
      right: ({ before = 0, after = 0, hours = 0, perHour = 0 }) => (before - after) * hours * perHour,
      within: always,
    },
    "spot-training": {
      right: ({ training = 0, billable = 0, instances = 0, perHour = 0 }) =>
        ((training - billable) * instances * perHour) / 3_600,
      // Managed Spot saves up to 90 %.
      within: ({ training = 0, billable = 0 }) => billable >= 0.1 * training && billable < training,
    },
    "rollout-overhead": {
      right: ({ fleet: n = 0, batch: b = 0, hours = 0, perHour = 0 }) => ((n * b) / 100) * hours * perHour,
      within: ({ batch: b = 0, hours = 0 }) => b >= 5 && b <= 50 && hours * 3_600 <= 28_800,
    },
    "shadow-test": {
      right: ({ instances = 0, days = 0, perHour = 0 }) => instances * days * 24 * perHour,
      within: ({ days = 0, sample = 0 }) => days <= 30 && sample <= 100,
    },
    "savings-plan": {
      right: ({ covered = 0, over = 0, discounted = 0, onDemand = 0, hours = 0 }) =>
        (covered * discounted + over * onDemand) * hours,
      // A Savings Plan saves up to 64 %.
      within: ({ discounted = 0, onDemand = 0 }) => discounted >= 0.36 * onDemand,
    },
  },
  "mla-c01-cpu-target": {
    target: { right: ({ cores = 0, average = 0 }) => cores * average, within: ({ average = 0 }) => average < 100 },
    reading: { right: ({ average = 0 }) => average, within: ({ average = 0 }) => average < 100 },
  },
  "mla-c01-latency-alarm": {
    threshold: { right: ({ milliseconds = 0 }) => milliseconds * 1_000, within: always },
    "after-overhead": {
      right: ({ budget = 0, overhead = 0 }) => budget * 1_000 - overhead * 1_000,
      within: ({ budget = 0, overhead = 0 }) => overhead < budget,
    },
    reading: { right: ({ milliseconds = 0 }) => milliseconds, within: always },
  },
  "mla-c01-multi-model-memory": {
    instances: {
      right: ({ memory: m = 0, overhead = 0, model = 1, hot = 0 }) => up(hot / down((m - overhead) / model)),
      within: always,
    },
    resident: {
      right: ({ memory: m = 0, overhead = 0, model = 1 }) => down((m - overhead) / model),
      within: always,
    },
  },
  "mla-c01-spot-checkpoints": {
    repeated: {
      right: (n) => of(n, "stops.0", "stops.1").reduce((sum, stop) => sum + (stop % (n.interval ?? 1)), 0),
      within: always,
    },
    "whole-run": {
      right: (n) =>
        of(n, "work", "stops.0", "stops.1", "stops.2").reduce(
          (sum, minute, index) => sum + (index === 0 ? minute : minute % (n.interval ?? 1)),
          0,
        ),
      within: (n) => (n.work ?? 0) > (n["stops.2"] ?? 0),
    },
  },
  "mla-c01-step-caching": {
    "changed-training": {
      right: ({ train = 0, evaluate = 0, notify = 0, register = 0 }) => train + evaluate + notify + register,
      // A Lambda step ends after ten minutes.
      within: ({ notify = 0 }) => notify <= 10,
    },
    "partly-enabled": {
      right: ({ train = 0, evaluate = 0, notify = 0, register = 0 }) => register + notify + evaluate + train,
      within: ({ notify = 0 }) => notify <= 10,
    },
  },
};

/** Numbers that a stem does not give as they are, with what it gives in their place. */
export const derived: Record<string, (n: Numbers) => number[]> = {
  "mla-c01-async-backlog/size": (n) => of(n, "backlog", "arrivals", "at", "seconds", "within"),
  "mla-c01-cost-comparison/savings-plan": ({ covered = 0, over = 0, discounted = 0, onDemand = 0, hours = 0 }) => [
    covered,
    covered + over,
    discounted,
    onDemand,
    hours,
  ],
  "mla-c01-cpu-target/reading": ({ cores = 0, average = 0 }) => [cores, cores * average],
  "mla-c01-latency-alarm/reading": ({ milliseconds = 0, limit = 0 }) => [milliseconds * 1_000, limit],
  "mla-c01-multi-model-memory/resident": (n) => of(n, "memory", "overhead", "model"),
  "mla-c01-rollout-arithmetic/validity": ({ fleet: n = 0 }) => [n],
};
/** Drawn, and no part of the computation. */
export const idle = new Set(["need"]);

/** The slips that a stem invites, without which it tests little: every draw offers them. */
export const snares: Record<string, string> = {
  "mla-c01-cost-comparison/savings-plan": "nm-discount-everything",
  "mla-c01-peak-fleet/zone-loss": "nm-az-plus-one",
  "mla-c01-next-capacity/clamp": "nm-ignores-max",
  "mla-c01-invocations-reading/from-minutes": "nm-wrong-instance-count",
  "mla-c01-batch-arithmetic/window": "nm-ignores-overhead",
  "mla-c01-batch-arithmetic/mini-batches": "nm-linear-split",
  "mla-c01-serverless-break-even/with-data-fee": "nm-ignores-data-fee",
  "mla-c01-serverless-break-even/provisioned-concurrency": "nm-pc-always-on",
};

/** What every story must say, and what none may, since without it a second answer could be defended. */
export const assumptions: Record<string, { says?: RegExp[]; not?: RegExp }> = {
  // First in, first out, the documents that wait now would be done before any that arrive.
  "mla-c01-async-backlog/size": { says: [/queue has to be empty/, /until then/, /even/] },
  "mla-c01-batch-arithmetic/files": { says: [/one after the other|one object at a time|when it has finished one/] },
  // A single call lasts 60 minutes at most.
  "mla-c01-batch-arithmetic/single-file": { says: [/mini-batches/, /one CSV object|one object/], not: /neither split/ },
  "mla-c01-batch-arithmetic/mini-batches": { says: [/evenly|share them/] },
  "mla-c01-rollout-arithmetic/exposure": { says: [/% of the traffic|share of the traffic/] },
  "mla-c01-serverless-break-even/break-even": { says: [/below 4 MB|tiny|kilobytes/] },
  // Scaling keeps one unit at least; another configuration can be without any.
  "mla-c01-serverless-break-even/provisioned-concurrency": {
    says: [/configurations?/, /has none|without any/],
    not: /schedul/i,
  },
  // Every variant of a real-time endpoint has instances of its own.
  "mla-c01-serverless-break-even/feasibility": { not: /variant/ },
  "mla-c01-spot-checkpoints/repeated": { says: [/repeated .*(?:do not count|left out)/] },
  "mla-c01-spot-checkpoints/whole-run": { says: [/is not progress|leaves repeated work out/] },
};
