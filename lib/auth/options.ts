import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { slugSchema } from "@/lib/core/question/fields";
import { SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { isStorable } from "@/lib/core/shared/storable";
import { database } from "@/lib/data/database";
import { isDatabaseBusy } from "@/lib/data/database-errors";
import { hashOfSecret } from "@/lib/data/random-secret";
import { sessionSecret } from "@/lib/data/secret";
import { deleteSession } from "@/lib/data/sessions";
import { createUser } from "@/lib/data/users";
import { env } from "@/lib/env";
import { checkCredentials } from "./accounts";
import { joinOAuthAccount } from "./oauth-account";
import { SESSION_COOKIE_MS, servedOverTls, sessionCookieName } from "./session-token";
import { startSession } from "./start-session";

/** The sign-in's name of a provider that the operator configured. */
export type OAuthProvider = { id: "github" | "google"; name: string };

export function oauthProviders(): OAuthProvider[] {
  const { github, google } = env();
  return [
    ...(github === undefined ? [] : [{ id: "github", name: "GitHub" } as const]),
    ...(google === undefined ? [] : [{ id: "google", name: "Google" } as const]),
  ];
}

/** The message that a failed sign-in carries to the form: a code, and minutes to wait. */
const waitCode = (minutes: number): string => `wait-${minutes}`;

/**
 * Credentials, guests and the configured providers; JWTs that carry nothing but a random session id.
 *
 * @param onBusy told when the database could not take the work now: the framework makes another error of that.
 */
export async function authOptions(onBusy: (error: unknown) => void = () => undefined): Promise<NextAuthOptions> {
  const telling = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      if (isDatabaseBusy(error)) onBusy(error);
      throw error;
    }
  };
  const { github, google } = env();
  const secure = servedOverTls();
  const cookie = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
  return {
    secret: await sessionSecret(),
    session: { strategy: "jwt", maxAge: SESSION_COOKIE_MS / SECOND_MS },
    useSecureCookies: secure,
    cookies: { sessionToken: { name: sessionCookieName(), options: cookie } },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        id: "credentials",
        name: "E-mail and password",
        credentials: { email: {}, password: {}, code: {} },
        async authorize(credentials) {
          const { email, password, code } = credentials ?? {};
          if (typeof email !== "string" || typeof password !== "string") return null;
          if (!isStorable([email, password])) return null;
          const typed = typeof code === "string" ? code.slice(0, 40) : null;
          const outcome = await telling(() =>
            checkCredentials(email.slice(0, 254), password.slice(0, 200), Date.now(), typed),
          );
          if (outcome.kind === "code") throw new Error(outcome.wrong ? "wrong-code" : "code");
          if (outcome.kind === "wait") throw new Error(waitCode(outcome.minutes));
          return outcome.kind === "in" ? { id: outcome.userId } : null;
        },
      }),
      CredentialsProvider({
        id: "guest",
        name: "Try it now",
        credentials: { exam: {} },
        async authorize(credentials) {
          // An exam that there is not is as good as none: pages then show the first one.
          const exam = slugSchema.safeParse(credentials?.exam);
          const guest = {
            email: null,
            name: "Guest",
            role: "learner",
            passwordHash: null,
            examId: exam.success ? exam.data : null,
          } as const;
          const create = async () => (await database()).transaction((tx) => createUser(tx, guest, Date.now()));
          return { id: await telling(create) };
        },
      }),
      ...(github === undefined ? [] : [GitHubProvider(github)]),
      ...(google === undefined ? [] : [GoogleProvider(google)]),
    ],
    callbacks: {
      async signIn({ account, profile, user }) {
        if (account === null || account.type !== "oauth") return true;
        const userId = await telling(() => joinOAuthAccount(account, profile, Date.now()));
        if (userId === null) return "/sign-in?error=unverified-address";
        user.id = userId;
        return true;
      },
      async jwt({ token, user, trigger }) {
        // `user` is there at sign-in only; afterwards the token is handed on as it is.
        if (trigger === "signIn" && user !== undefined) return { sid: await telling(() => startSession(user.id)) };
        return token;
      },
      // The browser learns nothing from /api/auth/session: pages look the session up themselves.
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => (url.startsWith("/") && !url.startsWith("//") ? `${baseUrl}${url}` : baseUrl),
    },
    events: {
      async signOut({ token }) {
        const { sid } = token;
        if (typeof sid !== "string") return;
        await telling(async () => (await database()).transaction((tx) => deleteSession(tx, hashOfSecret(sid))));
      },
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}
