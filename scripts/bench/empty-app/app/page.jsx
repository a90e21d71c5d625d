import { connection } from "next/server";

/** One line of text, made for each request. */
export default async function Page() {
  await connection();
  return <p>One line of text.</p>;
}
