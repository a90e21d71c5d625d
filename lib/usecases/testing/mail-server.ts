import { SMTPServer } from "smtp-server";

/** A mail as a server took it: the envelope's recipients, and all of the text with its headers. */
export type Received = { to: string[]; raw: string; messageId: string };

/** A mail server that keeps what it is sent. `refuse`: how many addresses, and with what reply, it does not take. */
export type MailServer = {
  settings: { smtpUrl: string; from: string };
  received: Received[];
  refuse(match: (address: string) => number | null): void;
  stop(): Promise<void>;
};

class Refusal extends Error {
  constructor(readonly responseCode: number) {
    super("not here: other-person@example.org");
  }
}

const headerOf = (raw: string, name: string): string =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, "im")
    .exec(raw)?.[1]
    ?.replaceAll(/\r?\n[ \t]+/g, " ")
    .trim() ?? "";

/** A header of a mail, unfolded. */
export const header = (mail: Received, name: string): string => headerOf(mail.raw.split(/\r?\n\r?\n/)[0] ?? "", name);

/** Starts a mail server on a port of this machine; on a free one unless told. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const received: Received[] = [];
  let codeFor: (address: string) => number | null = () => null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const code = codeFor(address);
      done(code === null ? null : new Refusal(code));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const raw = Buffer.concat(chunks).toString("utf8");
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, raw, messageId: headerOf(raw, "Message-ID") });
        done(null);
      });
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", () => resolve());
  });
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("the mail server has no port");
  return {
    settings: { smtpUrl: `smtp://127.0.0.1:${address.port}`, from: "Trapline <trapline@example.org>" },
    received,
    refuse: (match) => {
      codeFor = match;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
