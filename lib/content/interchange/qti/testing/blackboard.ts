// A pool as Blackboard exports it: `.dat` files that are QTI 1.2 of its own kind, texts in formatted blocks, options
// with long idents, and what to match with in a block of its own.

export const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="man00001" xmlns:bb="http://www.blackboard.com/content-packaging/">
<organizations default="toc00001"/>
<resources>
<resource bb:file="res00001.dat" bb:title="Tea" identifier="res00001" type="assessment/x-bb-qti-pool" xml:base="res00001"/>
<resource bb:file="res00002.dat" bb:title="settings" identifier="res00002" type="course/x-bb-coursesetting" xml:base="res00002"/>
</resources>
</manifest>
`;

export const SETTINGS = '<?xml version="1.0" encoding="UTF-8"?>\n<COURSE><TITLE value="Tea"/></COURSE>\n';

const text = (words: string): string =>
  `<flow class="FORMATTED_TEXT_BLOCK"><material><mat_extension><mat_formattedtext type="HTML">${words}</mat_formattedtext></mat_extension></material></flow>`;
const question = (words: string): string => `<flow class="QUESTION_BLOCK">${text(words)}</flow>`;
const metadata = (type: string): string =>
  `<itemmetadata><bbmd_asi_object_id>_1_1</bbmd_asi_object_id><bbmd_asitype>Item</bbmd_asitype><bbmd_questiontype>${type}</bbmd_questiontype><qmd_absolutescore_max>1.0</qmd_absolutescore_max></itemmetadata>`;
const label = (ident: string, words: string): string =>
  `<flow_label class="Block"><response_label ident="${ident}" shuffle="Yes" rarea="Ellipse" rrange="Exact" rshuffle="Yes"><flow_mat class="FORMATTED_TEXT_BLOCK"><material><mat_extension><mat_formattedtext type="HTML">${words}</mat_formattedtext></mat_extension></material></flow_mat></response_label></flow_label>`;
const responses = (cardinality: string, labels: string): string =>
  `<flow class="RESPONSE_BLOCK"><response_lid ident="response" rcardinality="${cardinality}" rtiming="No"><render_choice shuffle="Yes" minnumber="0" maxnumber="0">${labels}</render_choice></response_lid></flow>`;
const general = (ident: string, words: string): string =>
  `<itemfeedback ident="${ident}" view="All"><flow_mat class="Block">${text(words).replaceAll("<flow class", "<flow_mat class").replaceAll("</flow>", "</flow_mat>")}</flow_mat></itemfeedback>`;
const right = (condition: string): string =>
  `<respcondition title="correct"><conditionvar>${condition}</conditionvar><setvar variablename="SCORE" action="Set">SCORE.max</setvar><displayfeedback linkrefid="correct" feedbacktype="Response"/></respcondition><respcondition title="incorrect"><conditionvar><other/></conditionvar><setvar variablename="SCORE" action="Set">0.0</setvar><displayfeedback linkrefid="incorrect" feedbacktype="Response"/></respcondition>`;
const equals = (ident: string): string => `<varequal respident="response" case="No">${ident}</varequal>`;

const CHOICE = `<item title="Choice" maxattempts="0">${metadata("Multiple Choice")}
<presentation><flow class="Block">${question("&lt;p&gt;Which tea is &lt;b&gt;green&lt;/b&gt;?&lt;/p&gt;")}${responses("Single", label("aa11", "Sencha") + label("bb22", "Assam"))}</flow></presentation>
<resprocessing scoremodel="SumOfScores">${right(equals("aa11"))}
<respcondition><conditionvar><varequal respident="bb22" case="No"/></conditionvar><setvar variablename="SCORE" action="Set">0</setvar><displayfeedback linkrefid="bb22" feedbacktype="Response"/></respcondition>
</resprocessing>
${general("correct", "Well done.")}${general("incorrect", "Try again.")}
<itemfeedback ident="bb22" view="All"><solution view="All" feedbackstyle="Complete"><solutionmaterial><flow_mat class="Block">${text("Assam is black.").replaceAll("<flow class", "<flow_mat class").replaceAll("</flow>", "</flow_mat>")}</flow_mat></solutionmaterial></solution></itemfeedback>
</item>`;

const SEVERAL = `<item title="Several" maxattempts="0">${metadata("Multiple Answer")}
<presentation><flow class="Block">${question("Which are teas?")}${responses("Multiple", label("c1", "Oolong") + label("c2", "Cocoa") + label("c3", "Pu-erh"))}</flow></presentation>
<resprocessing>${right(`<and>${equals("c1")}<not>${equals("c2")}</not>${equals("c3")}</and>`)}</resprocessing></item>`;

const TRUE_FALSE = `<item title="True" maxattempts="0">${metadata("True/False")}
<presentation><flow class="Block">${question("Tea is a leaf.")}<flow class="RESPONSE_BLOCK"><response_lid ident="response" rcardinality="Single"><render_choice><flow_label class="Block"><response_label ident="true"><flow_mat class="Block"><material><mattext charset="us-ascii">true</mattext></material></flow_mat></response_label><response_label ident="false"><flow_mat class="Block"><material><mattext charset="us-ascii">false</mattext></material></flow_mat></response_label></flow_label></render_choice></response_lid></flow></flow></presentation>
<resprocessing>${right(equals("true"))}</resprocessing></item>`;

const prompt = (ident: string, words: string): string =>
  `<flow class="Block">${text(words)}<response_lid ident="${ident}" rcardinality="Single"><render_choice><flow_label class="Block">${[1, 2, 3].map((place) => `<response_label ident="${ident}-${place}"/>`).join("")}</flow_label></render_choice></response_lid></flow>`;
const pair = (ident: string, place: number): string =>
  `<respcondition><conditionvar><varequal respident="${ident}" case="No">${ident}-${place}</varequal></conditionvar><setvar variablename="PartialCreditPercent" action="Set">50.0</setvar><displayfeedback linkrefid="correct" feedbacktype="Response"/></respcondition>`;

const MATCHING = `<item title="Matching" maxattempts="0">${metadata("Matching")}
<presentation><flow class="Block">${question("Match the countries.")}
<flow class="RESPONSE_BLOCK">${prompt("p1", "Sencha")}${prompt("p2", "Assam")}</flow>
<flow class="RIGHT_MATCH_BLOCK">${["India", "Japan", "Kenya"].map((words) => `<flow class="Block">${text(words)}</flow>`).join("")}</flow>
</flow></presentation>
<resprocessing>${pair("p1", 2)}${pair("p2", 1)}<respcondition title="incorrect"><conditionvar><other/></conditionvar><setvar variablename="SCORE" action="Set">0</setvar><displayfeedback linkrefid="incorrect"/></respcondition></resprocessing></item>`;

const ORDERING = `<item title="Order" maxattempts="0">${metadata("Ordering")}
<presentation><flow class="Block">${question("Make tea.")}${responses("Ordered", label("o2", "Pour") + label("o1", "Boil"))}</flow></presentation>
<resprocessing>${right(`<and>${equals("o1")}${equals("o2")}</and>`)}</resprocessing></item>`;

const ESSAY = `<item title="Essay" maxattempts="0">${metadata("Essay")}
<presentation><flow class="Block">${question("Describe a tea house.")}<flow class="RESPONSE_BLOCK"><response_str ident="response"><render_fib/></response_str></flow></flow></presentation></item>`;

export const POOL = `<?xml version="1.0" encoding="UTF-8"?>
<questestinterop><assessment title="Tea"><section>
${[CHOICE, SEVERAL, TRUE_FALSE, MATCHING, ORDERING, ESSAY].join("\n")}
</section></assessment></questestinterop>
`;
