import Link from "next/link";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { BlueprintEditor } from "@/components/authoring/blueprint/blueprint-editor";
import { PageHeader } from "@/components/ui/page-header";
import type { BlueprintSheet } from "@/lib/core/exam/blueprint-fields";

/** The editor of a blueprint in its frame. */
export function BlueprintPage({ title, sheet }: { title: string; sheet: BlueprintSheet }) {
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        eyebrow={
          <Link className="link" href="/blueprints">
            Blueprints
          </Link>
        }
        title={title}
        lead={`For ${sheet.exam.code}. Beside it you see at once whether the bank fills it.`}
      />
      <BlueprintEditor sheet={sheet} />
    </SiteFrame>
  );
}
