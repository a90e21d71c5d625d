import { type NextRequest, NextResponse } from "next/server";
import { contentPolicy } from "@/lib/core/access/content-policy";

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Gives every page its Content-Security-Policy, with a nonce of its own. Decides nothing about who may see what: that is
 * for the pages and what they call.
 */
export function proxy(request: NextRequest): NextResponse {
  // No address of ours has a NUL or what cannot be decoded, and no page looks for it in the database.
  if (request.url.includes("%00") || !isDecodable(request.nextUrl.pathname)) {
    return new NextResponse("There is nothing here.", { status: 404 });
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const development = process.env.NODE_ENV === "development";
  const policy = contentPolicy(request.nextUrl.pathname, nonce, { development });
  const headers = new Headers(request.headers);
  // The framework reads the nonce for its own scripts out of this.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

// What is no page carries the fixed headers of next.config.ts.
export const config = { matcher: ["/((?!api/|_next/|media/|media$).*)"] };
