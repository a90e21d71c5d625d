import { Card, CardHeader } from "@/components/ui/card";

/** What is entered at the learning platform. */
export function ToolAddresses({ origin }: { origin: string }) {
  const rows = [
    { name: "Tool URL, target link URI", value: `${origin}/` },
    { name: "Initiate login URL (OpenID Connect)", value: `${origin}/api/lti/login` },
    { name: "Redirection URI", value: `${origin}/api/lti/launch` },
    { name: "Public keyset (JWKS) URL", value: `${origin}/api/lti/jwks` },
  ];
  return (
    <Card as="section" aria-labelledby="addresses">
      <CardHeader
        id="addresses"
        title="What to enter in Canvas or Moodle"
        note="LTI 1.3. Have the tool open in a new window, and let it read names and send scores"
      />
      <dl className="grid gap-3 sm:grid-cols-[auto_1fr] sm:gap-x-6">
        {rows.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="select-all break-all font-mono text-sm sm:pt-0.5">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
