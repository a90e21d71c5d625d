/** Expected calibration error over equally wide bins: Σ bin share · |mean probability − share that happened|. */
export function expectedCalibrationError(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  bins = 10,
): number {
  const count = new Float64Array(bins);
  const predicted = new Float64Array(bins);
  const happened = new Float64Array(bins);
  for (let i = 0; i < labels.length; i += 1) {
    const p = probabilities[i] ?? 0;
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(p * bins)));
    count[bin] = (count[bin] ?? 0) + 1;
    predicted[bin] = (predicted[bin] ?? 0) + p;
    happened[bin] = (happened[bin] ?? 0) + (labels[i] ?? 0);
  }
  let error = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    if ((count[bin] ?? 0) > 0) error += Math.abs((predicted[bin] ?? 0) - (happened[bin] ?? 0));
  }
  return error / labels.length;
}
