import { Card, CardHeader } from "@/components/ui/card";
import type { Finding } from "@/lib/core/authoring/finding";

/** What the rules find; nothing where they find nothing. */
export function FindingList({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  const several = new Set(findings.map(({ question }) => question)).size > 1;
  return (
    <Card as="section" aria-labelledby="findings">
      <CardHeader id="findings" title="What the rules say" />
      <ul className="grid gap-2">
        {findings.map(({ question, path, rule, severity, message }) => (
          <li key={`${question} ${rule} ${path.join(".")} ${message}`}>
            <span className={severity === "error" ? "text-wrong" : "text-trap"}>
              {severity === "error" ? "Error" : "Worth a look"}
              {several ? `, question ${question + 1}` : ""}:
            </span>{" "}
            {message}
          </li>
        ))}
      </ul>
    </Card>
  );
}
