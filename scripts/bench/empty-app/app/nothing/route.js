export const dynamic = "force-dynamic";

/** Answers, and does nothing else. */
export const GET = () => Response.json({});

/** The same for a request with a body, which is read. */
export const PUT = async (request) => {
  await request.text();
  return Response.json({});
};
