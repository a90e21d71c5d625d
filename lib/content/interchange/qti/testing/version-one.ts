// QTI 1.2 of exporters that say no type: plain texts, labels by letters, feedback by links.

const file = (inside: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<questestinterop><objectbank ident="bank">${inside}</objectbank></questestinterop>\n`;
const label = (ident: string, text: string): string =>
  `<response_label ident="${ident}"><flow_mat><material><mattext texttype="text/plain">${text}</mattext></material></flow_mat></response_label>`;
const choices = (cardinality: string, labels: string): string =>
  `<response_lid ident="R" rcardinality="${cardinality}"><render_choice shuffle="Yes">${labels}</render_choice></response_lid>`;
const earns = (value: string, points: string, link = ""): string =>
  `<respcondition><conditionvar><varequal respident="R">${value}</varequal></conditionvar><setvar varname="SCORE" action="Add">${points}</setvar>${link === "" ? "" : `<displayfeedback feedbacktype="Response" linkrefid="${link}"/>`}</respcondition>`;

export const WITHOUT_TYPES = file(`
<item ident="q1" title="q1"><presentation label="q1"><flow><material><mattext>Is &lt;i&gt;a&lt;/i&gt; &amp;lt; b?</mattext></material>${choices("Single", label("A", "yes &amp; no") + label("B", "never"))}</flow></presentation>
<resprocessing><outcomes><decvar/></outcomes>${earns("A", "1", "f1")}${earns("B", "0")}</resprocessing>
<itemfeedback ident="f1" view="Candidate"><flow_mat><material><mattext>See p. 3</mattext></material></flow_mat></itemfeedback>
<itemfeedback ident="more"><material><mattext>Read on.</mattext></material></itemfeedback></item>
<item ident="q2" title="q2"><presentation><material><mattext><![CDATA[<p>Pick</p><p>any two</p>]]></mattext></material>${choices("Multiple", label("A", "one") + label("B", "two") + label("C", "three"))}</presentation>
<resprocessing>${earns("A", "0.5")}${earns("B", "0.5")}${earns("C", "-1")}</resprocessing></item>`);

/** Media in its texts, points for a second answer, instructions. */
export const WITH_MEDIA = file(`<item ident="m"><rubric><material><mattext>Be quick.</mattext></material></rubric>
<presentation><material><mattext>Which?</mattext><matimage imagtype="image/gif" uri="tea.gif"/><mataudio uri="tea.mp3"/></material>${choices("Single", label("A", "one") + label("B", "two"))}</presentation>
<resprocessing>${earns("A", "1")}${earns("B", "0.5")}</resprocessing></item>`);

const asks = (inside: string): string =>
  file(`<item ident="x"><presentation><material><mattext>Q</mattext></material>${inside}</presentation></item>`);

export const UNREAD: readonly { name: string; xml: string; says: RegExp }[] = [
  { name: "a text to type", xml: asks('<response_str ident="R"><render_fib/></response_str>'), says: /a text to type/ },
  {
    name: "a gap in a choice's clothes",
    xml: asks('<response_lid ident="R"><render_fib/></response_lid>'),
    says: /a text to type/,
  },
  {
    name: "a number to type",
    xml: asks('<response_num ident="R"><render_fib/></response_num>'),
    says: /a number to type/,
  },
  { name: "a hot spot", xml: asks('<response_xy ident="R"><render_hotspot/></response_xy>'), says: /hot spot/ },
  { name: "a slider", xml: asks('<response_lid ident="R"><render_slider/></response_lid>'), says: /slider/ },
  { name: "groups", xml: asks('<response_grp ident="R"/>'), says: /groups/ },
  { name: "nothing to answer", xml: asks(""), says: /without a question/ },
  { name: "nothing shown", xml: file('<item ident="x"/>'), says: /shows nothing/ },
  {
    name: "two keys for one choice",
    xml: file(
      `<item ident="x"><presentation><material><mattext>Q</mattext></material>${choices("Single", label("A", "one") + label("B", "two"))}</presentation><resprocessing>${earns("A", "1")}${earns("B", "1")}</resprocessing></item>`,
    ),
    says: /choose one option, and 2 are right/,
  },
  { name: "an order without a key", xml: asks(choices("Ordered", label("A", "one"))), says: /which order is right/ },
  {
    name: "a matching without a key",
    xml: asks(choices("Single", label("A", "one")) + choices("Single", label("A", "one"))),
    says: /which pairs are right/,
  },
  {
    name: "no text",
    xml: file(
      `<item ident="x"><presentation>${choices("Single", label("A", "one") + label("B", "two"))}</presentation></item>`,
    ),
    says: /stem/,
  },
];
