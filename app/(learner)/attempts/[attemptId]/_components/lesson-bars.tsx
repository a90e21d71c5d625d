import Link from "next/link";
import { BarRow } from "@/components/charts/bar-row";
import { Card } from "@/components/ui/card";

/** Right answers by lesson, each leading to the lesson. */
export function LessonBars({
  lessons,
}: {
  lessons: readonly { id: string; title: string; right: number; scored: number }[];
}) {
  if (lessons.length === 0) return null;
  return (
    <section aria-labelledby="by-lesson" className="grid gap-3">
      <h2 id="by-lesson" className="text-lg">
        By lesson
      </h2>
      <ul className="grid list-none gap-4 p-0 sm:grid-cols-3">
        {lessons.map((lesson) => (
          <Card as="li" key={lesson.id}>
            <BarRow
              title={
                <Link className="hover:underline" href={`/learn/${lesson.id}`}>
                  <span className="num">{lesson.id}</span> {lesson.title}
                </Link>
              }
              share={lesson.scored === 0 ? null : lesson.right / lesson.scored}
              text={`${lesson.right} of ${lesson.scored} right`}
            />
          </Card>
        ))}
      </ul>
    </section>
  );
}
