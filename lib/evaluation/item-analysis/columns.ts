import type {
  FormItemStatistics,
  FormOptionStatistics,
  FormStatistics,
} from "@/lib/core/item-analysis/form/form-statistics";

// Figures under the names that the reference files give them, which other programs read too.

export type Row = Readonly<Record<string, string | number | null>>;

export const testRow = (dataset: string, form: FormStatistics): Row => ({
  dataset,
  n: form.n,
  k: form.k,
  omits: form.omitted,
  mean: form.mean,
  sd_sample: form.sdSample,
  sd_pop: form.sd,
  alpha_eq_KR20: form.kr20,
  KR21: form.kr21,
  mean_interitem_r: form.meanInterItem,
  SEM_sample: form.sem,
  g27: form.g27,
  ncut_upper: form.upperCut,
  ncut_lower: form.lowerCut,
});

export const itemRow = (item: FormItemStatistics): Row => ({
  item: item.name,
  key: item.key,
  n: item.n,
  p: item.p,
  q_sd_pop: item.sd,
  sd_sample: item.sdSample,
  omit_rate: item.n === 0 ? null : item.omitted / item.n,
  r_it_uncorrected: item.itemTotal,
  r_ir_corrected: item.discrimination,
  r_drop_psych: item.discrimination,
  biserial_rest_CTT: item.biserialRest,
  D27_exactN_stable: item.d27InOrder,
  D27_expected_ties: item.d27,
  D27_ties_included: item.d27TiesIncluded,
  D33_psychometric: item.d33InOrder,
  alpha_if_dropped: item.kr20Without,
  item_reliability_idx: item.reliabilityIndex,
});

export const optionRow = (item: string, option: FormOptionStatistics): Row => ({
  item,
  option: option.option,
  is_key: option.isKey ? 1 : 0,
  n: option.n,
  rate: option.rate,
  pb_total: option.pbTotal,
  pb_rest: option.pbRest,
  mean_total_choosers: option.meanTotal,
  mean_rest_choosers: option.meanRest,
  upper27_rate: option.upper27,
  lower27_rate: option.lower27,
});

/** Columns that copy one package's quirk, or its mistake: they are no figure of ours. */
export const QUIRKS = [
  "D27_CTTpkg",
  "pb_CTTpkg",
  "skew_psych3",
  "lambda6_psych",
  "alpha_se_psych",
  "KR20_mixed_variance_WRONG",
];
