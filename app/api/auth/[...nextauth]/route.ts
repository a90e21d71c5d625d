import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { busyReply } from "@/lib/actions/define-route";
import { authOptions } from "@/lib/auth/options";

type Params = { params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Params): Promise<Response> {
  let busy = false;
  const options = await authOptions(() => {
    busy = true;
  });
  const reply: Response = await NextAuth(request, context, options);
  return busy ? busyReply() : reply;
}

export { handle as GET, handle as POST };
