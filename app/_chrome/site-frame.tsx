import type { ReactNode } from "react";
import { AppHeader, type NavItem } from "@/components/layout/app-header";
import { AppShell, type AppShellProps } from "@/components/layout/app-shell";
import { SiteFooter } from "@/components/layout/site-footer";
import { ButtonLink } from "@/components/ui/button";
import { findArrival } from "@/lib/auth/viewer";
import { can, type Viewer } from "@/lib/core/access/viewer";
import { countOpenDisputes } from "@/lib/usecases/dispute/list-disputes";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getHeaderNews } from "@/lib/usecases/notice/notices";
import { NoticesLink } from "./notices-link";
import { PersonMenu } from "./person-menu";
import { RememberZone } from "./remember-zone";

function navFor(viewer: Viewer, openDisputes: number): NavItem[] {
  return [
    { href: "/home", label: "Home" },
    { href: "/exams", label: "Exams" },
    { href: "/practice", label: "Practice" },
    { href: "/weaknesses", label: "Weaknesses" },
    { href: "/learn", label: "Lessons" },
    { href: "/attempts", label: "History" },
    ...(can(viewer, "leadCohorts") ? [{ href: "/cohorts", label: "Cohorts" }] : []),
    ...(can(viewer, "readBank") ? [{ href: "/questions", label: "Questions" }] : []),
    ...(can(viewer, "writeBank")
      ? [{ href: "/disputes", label: openDisputes === 0 ? "Disputes" : `Disputes (${openDisputes})` }]
      : []),
    ...(can(viewer, "manageUsers") ? [{ href: "/admin/users", label: "People" }] : []),
  ];
}

const openNav: NavItem[] = [{ href: "/learn", label: "Lessons" }];

/** Header, main part and footer of every page but the exam room. */
export async function SiteFrame({
  current,
  width,
  disclaimers,
  children,
}: {
  /** The href of the section that is shown; "" for none. */
  current: string;
  width?: AppShellProps["width"];
  /** Of the packs that the page names; that of the exam practised for where they are left out. */
  disclaimers?: readonly string[] | undefined;
  children: ReactNode;
}) {
  const arrival = await findArrival();
  const viewer = arrival === null || arrival.owes ? null : arrival.viewer;
  const { pack, exam } = await getCurrentExam(viewer);
  const news = viewer === null ? null : await getHeaderNews({ viewer });
  return (
    <AppShell
      width={width}
      header={
        <AppHeader
          nav={viewer === null ? openNav : navFor(viewer, await countOpenDisputes(viewer))}
          current={current}
          homeHref={viewer === null ? "/" : "/home"}
          right={
            arrival?.owes === true ? (
              <PersonMenu name={arrival.viewer.name} isGuest={false} examCode={exam.code} />
            ) : viewer === null ? (
              <ButtonLink href="/sign-in" variant="ghost">
                Sign in
              </ButtonLink>
            ) : (
              <>
                <NoticesLink unread={news?.unread ?? 0} />
                <PersonMenu name={viewer.name} isGuest={viewer.isGuest} examCode={exam.code} />
                {news?.knowsZone === false ? <RememberZone /> : null}
              </>
            )
          }
        />
      }
      footer={
        <SiteFooter
          notAffiliated={[...new Set(disclaimers ?? [pack.info.disclaimer])].join(" ")}
          privacyHref="/privacy"
          licence={{ label: "MIT licence", href: "/licence" }}
        />
      }
    >
      {children}
    </AppShell>
  );
}
