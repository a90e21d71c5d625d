import { FormInput, FormTextarea } from "@/components/forms/action-form";

export type PlatformValues = {
  name: string;
  issuer: string;
  clientId: string;
  authLoginUrl: string;
  tokenUrl: string;
  jwksUrl: string;
  serviceOrigin: string;
  deploymentIds: readonly string[];
};

const NONE: PlatformValues = {
  name: "",
  issuer: "",
  clientId: "",
  authLoginUrl: "",
  tokenUrl: "",
  jwksUrl: "",
  serviceOrigin: "",
  deploymentIds: [],
};

/** What is known of a learning platform. */
export function PlatformFields({ values = NONE }: { values?: PlatformValues }) {
  const addressField = { required: true, maxLength: 1_000, type: "url", autoComplete: "off" } as const;
  return (
    <>
      <FormInput
        label="Name"
        name="name"
        defaultValue={values.name}
        required
        maxLength={80}
        hint="As people know it."
      />
      <FormInput
        label="Issuer"
        name="issuer"
        defaultValue={values.issuer}
        required
        maxLength={1_000}
        hint="Moodle: “Platform ID”. Canvas in the cloud: https://canvas.instructure.com"
      />
      <FormInput
        label="Client ID"
        name="clientId"
        defaultValue={values.clientId}
        required
        maxLength={255}
        autoComplete="off"
      />
      <FormInput
        label="Authentication request URL"
        name="authLoginUrl"
        defaultValue={values.authLoginUrl}
        {...addressField}
      />
      <FormInput label="Access token URL" name="tokenUrl" defaultValue={values.tokenUrl} {...addressField} />
      <FormInput label="Public keyset URL" name="jwksUrl" defaultValue={values.jwksUrl} {...addressField} />
      <FormInput
        label="Address of the platform"
        name="serviceOrigin"
        defaultValue={values.serviceOrigin}
        hint="As people open it, such as https://school.instructure.com. Scores are sent there and nowhere else."
        {...addressField}
      />
      <FormTextarea
        label="Deployment IDs"
        name="deployments"
        defaultValue={values.deploymentIds.join("\n")}
        rows={3}
        maxLength={10_000}
        hint="One a line. Launches of others are refused, so that nobody gets in until there is one."
      />
    </>
  );
}
