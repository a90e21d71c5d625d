import nodemailer from "nodemailer";
import type { SendFailure } from "@/lib/core/mail/retry";
import { MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import type { MailSettings } from "@/lib/env";

/** A mail with all that its headers need. `oneClick`: where a POST ends such mail (RFC 8058); null: nothing ends it. */
export type OutgoingMail = {
  messageId: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  oneClick: string | null;
};

export type Sent = { kind: "sent" } | { kind: "failed"; failure: SendFailure };

/** Hands mail to a server. */
export type Post = { send(mail: OutgoingMail): Promise<Sent>; close(): void };

/** So many connections at once; a batch waits for them. */
const CONNECTIONS = 4;
/** A server that trickles its answers holds a mail up no longer than this. */
const LONGEST_SEND_MS = MINUTE_MS;

const isThisMachine = (host: string): boolean => ["localhost", "127.0.0.1", "[::1]"].includes(host);

/** Mail by SMTP, over a few connections that are kept while there is something to send. */
export function smtpPost({ smtpUrl, from }: MailSettings): Post {
  const url = new URL(smtpUrl);
  const secure = url.protocol === "smtps:";
  const transport = nodemailer.createTransport({
    pool: true,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    // A password goes over an encrypted line or not at all, whatever somebody between says the server can do.
    requireTLS: !secure && url.username !== "" && !isThisMachine(url.hostname),
    ...(url.username === ""
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    maxConnections: CONNECTIONS,
    // What is tried again is decided by the queue alone.
    maxRequeues: 0,
    connectionTimeout: 10 * SECOND_MS,
    greetingTimeout: 10 * SECOND_MS,
    socketTimeout: 30 * SECOND_MS,
    idleTimeout: 20 * SECOND_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async ({ messageId, to, subject, text, html, oneClick }) => {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          html,
          messageId,
          headers: {
            ...(oneClick === null
              ? {}
              : {
                  "List-Unsubscribe": `<${oneClick}>`,
                  "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                }),
            "Auto-Submitted": "auto-generated",
          },
          signal: AbortSignal.timeout(LONGEST_SEND_MS),
        });
        return { kind: "sent" };
      } catch (error) {
        return { kind: "failed", failure: failureOf(error) };
      }
    },
    close: () => transport.close(),
  };
}

/** Where in the talk with the server it went wrong. Its words are left out: they may name other people's addresses. */
function failureOf(error: unknown): SendFailure {
  if (!(error instanceof Error)) return { at: "connection", status: null };
  const code: unknown = Reflect.get(error, "responseCode");
  const command: unknown = Reflect.get(error, "command");
  const status = typeof code === "number" ? code : null;
  if (command === "RCPT TO") return { at: "address", status };
  return { at: command === "DATA" ? "message" : "connection", status };
}
