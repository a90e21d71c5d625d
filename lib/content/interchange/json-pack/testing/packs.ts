/** As a person writes and edits it: two good questions, four bad ones. The tests know its lines. */
export const PACK_BY_HAND = `{
  "format": "trapline-questions",
  "version": 1,
  "exported": "by hand",
  "questions": [
    {
      "type": "multiple-choice",
      "stem": "Which leaf?",
      "options": [{ "text": "Oak", "key": true, "why": "Lobes: \\"[{\\"" }, { "text": "Fern", "trap": "all-green" }]
    },
    {
      "type": "multiple-choice",
      "stem": "Which leaf?",
      "hint": "green",
      "options": [{ "text": "Oak", "key": true }, { "text": "Fern" }]
    },
    { "type": "essay", "stem": "Describe a leaf." },
    { "type": "multiple-response", "stem": "Which leaves?",
      "options": [{ "text": "Oak", "key": true }, { "key": true }] },


    { "type": "multiple-choice", "stem": "Which?", "s\\u0074em": "What?",
      "options": [{ "text": "Oak" }, { "text": "Fern" }] },

    { "type": "ordering", "stem": "Order.", "items": [{ "text": "one" }, { "text": "two" }] }
  ]
}
`;
