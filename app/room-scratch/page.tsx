import { ExamRoom } from "@/components/exam/exam-room";
import { PracticeRunner } from "@/components/exam/practice-runner";
import { made } from "./data";
import { Fake } from "./fake";

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, string>> }) {
  const { mode = "exam", minutes = "19.7" } = await searchParams;
  const { room, feedback } = made(
    mode === "practice" ? "practice" : "exam",
    mode === "practice" || minutes === "none" ? null : Number(minutes),
  );
  return (
    <Fake room={room} feedback={feedback}>
      {mode === "practice" ? (
        <PracticeRunner room={room} feedback={{}} resultHref="/" exitHref="/" />
      ) : (
        <ExamRoom room={room} resultHref="/" exitHref="/" />
      )}
    </Fake>
  );
}
