const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A calendar day (`YYYY-MM-DD`) in words: the same on the server and in every browser. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split("-");
  const name = MONTHS[Number(month) - 1];
  return name === undefined || date === undefined ? day : `${Number(date)} ${name} ${year}`;
}
