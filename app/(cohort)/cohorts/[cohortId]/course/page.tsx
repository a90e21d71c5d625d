import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { CourseRoster } from "@/app/(cohort)/_components/course-roster";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { getCohort } from "@/lib/usecases/cohort/manage-cohort";
import { findCourseOf } from "@/lib/usecases/lti/read-course-roster";

export const metadata: Metadata = { title: "Roster of the course" };

export default async function CourseRosterPage({ params }: { params: Promise<{ cohortId: string }> }) {
  const { cohortId } = await params;
  const context = await requireContext(`/cohorts/${cohortId}/course`);
  const [found, course] = [await getCohort(context, cohortId), await findCourseOf(context, cohortId)];
  if (found === null || course === null) notFound();
  return (
    <SiteFrame current="/cohorts">
      <PageHeader
        eyebrow={
          <Link className="link" href={`/cohorts/${cohortId}`}>
            {found.cohort.name}
          </Link>
        }
        title="Roster of the course"
        lead="Who is a learner of the course at your learning platform, and who of them has joined here."
      />
      {course.hasRoster ? (
        <CourseRoster cohortId={cohortId} />
      ) : (
        <EmptyState
          icon="info"
          title={course.titles.length === 0 ? "This cohort is no course's" : "The platform hands out no roster"}
          text={
            course.titles.length === 0
              ? "A cohort gets a course when a link in Canvas or Moodle is opened by who teaches there."
              : "Whoever runs the learning platform can let this tool read names and roles (NRPS). Then open the link in the course once more."
          }
        />
      )}
    </SiteFrame>
  );
}
