import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { busyReply } from "@/lib/actions/define-route";
import { authOptions } from "@/lib/auth/options";

type Params = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Params): Promise<Response> {
  const busy: unknown[] = [];
  const options = await authOptions((error) => busy.push(error));
  const reply: Response = await NextAuth(request, context, options);
  return busy.length > 0 ? busyReply(busy[0]) : reply;
}

export { handle as GET, handle as POST };
