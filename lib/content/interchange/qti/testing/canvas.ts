// A quiz as Canvas exports it: a manifest, the quiz in QTI 1.2, and its settings beside it.

export const MANIFEST = `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="gmanifest1" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1" xmlns:lom="http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource">
  <metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata>
  <organizations/>
  <resources>
    <resource identifier="gquiz1" type="imsqti_xmlv1p2">
      <file href="gquiz1/gquiz1.xml"/>
      <dependency identifierref="gmeta1"/>
    </resource>
    <resource identifier="gmeta1" type="associatedcontent/imscc_xmlv1p1/learning-application-resource" href="gquiz1/assessment_meta.xml">
      <file href="gquiz1/assessment_meta.xml"/>
    </resource>
    <resource identifier="gweb" type="webcontent" href="https://evil.example/picture.png"><file href="https://evil.example/picture.png"/></resource>
  </resources>
</manifest>
`;

export const META = `<?xml version="1.0" encoding="UTF-8"?>
<quiz identifier="gquiz1" xmlns="http://canvas.instructure.com/xsd/cccv1p0"><title>Tea, week 3</title><time_limit>30</time_limit></quiz>
`;

const type = (name: string, points = "1.0"): string => `<itemmetadata><qtimetadata>
  <qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>${name}</fieldentry></qtimetadatafield>
  <qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>${points}</fieldentry></qtimetadatafield>
  <qtimetadatafield><fieldlabel>original_answer_ids</fieldlabel><fieldentry>1001,1002</fieldentry></qtimetadatafield>
</qtimetadata></itemmetadata>`;
const html = (text: string): string =>
  `<material><mattext texttype="text/html">${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")}</mattext></material>`;
const plain = (text: string): string => `<material><mattext texttype="text/plain">${text}</mattext></material>`;
const label = (ident: string, material: string): string =>
  `<response_label ident="${ident}">${material}</response_label>`;
const feedback = (ident: string, text: string): string =>
  `<itemfeedback ident="${ident}"><flow_mat>${html(text)}</flow_mat></itemfeedback>`;
const shows = (value: string, link: string): string =>
  `<respcondition continue="Yes"><conditionvar><varequal respident="response1">${value}</varequal></conditionvar><displayfeedback feedbacktype="Response" linkrefid="${link}"/></respcondition>`;
const OUTCOMES = '<outcomes><decvar maxvalue="100" minvalue="0" varname="SCORE" vartype="Decimal"/></outcomes>';

const CHOICE = `<item ident="gchoice" title="Question">
${type("multiple_choice_question", "2.0")}
<presentation>${html('<p>Which tea needs water of <strong>80 &deg;C</strong>? <img src="https://evil.example/tea.png" alt="a cup"></p>')}
<response_lid ident="response1" rcardinality="Single"><render_choice>
${label("1001", plain("Green tea"))}
${label("1002", html("<p>Black <em>tea</em></p>"))}
${label("1003", plain("2 * 3 <b> teas".replaceAll("<", "&lt;")))}
</render_choice></response_lid></presentation>
<resprocessing>${OUTCOMES}
<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response" linkrefid="general_fb"/></respcondition>
${shows("1001", "1001_fb")}
${shows("1002", "1002_fb")}
<respcondition continue="No"><conditionvar><varequal respident="response1">1001</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar><displayfeedback feedbacktype="Response" linkrefid="correct_fb"/></respcondition>
<respcondition continue="Yes"><conditionvar><other/></conditionvar><displayfeedback feedbacktype="Response" linkrefid="general_incorrect_fb"/></respcondition>
</resprocessing>
${feedback("general_fb", "<p>Temperatures matter.</p>")}
${feedback("correct_fb", "<p>Yes.</p>")}
${feedback("general_incorrect_fb", "<p>No.</p>")}
${feedback("1001_fb", "<p>Green leaves are tender.</p>")}
${feedback("1002_fb", "<p>Black tea takes boiling water.</p>")}
</item>`;

const SEVERAL = `<item ident="gseveral" title="Two">
${type("multiple_answers_question")}
<presentation>${html("<p>Which of these are teas?</p>")}
<response_lid ident="response1" rcardinality="Multiple"><render_choice>
${["Assam", "Mocha", "Sencha"].map((name, place) => label(`20${place}`, plain(name))).join("\n")}
</render_choice></response_lid></presentation>
<resprocessing>${OUTCOMES}
<respcondition continue="No"><conditionvar><and><varequal respident="response1">200</varequal><not><varequal respident="response1">201</varequal></not><varequal respident="response1">202</varequal></and></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition>
</resprocessing>
</item>`;

const TRUE_FALSE = `<item ident="gtrue" title="Three">
${type("true_false_question")}
<presentation>${html("Tea has caffeine.")}
<response_lid ident="response1" rcardinality="Single"><render_choice>${label("301", plain("True"))}${label("302", plain("False"))}</render_choice></response_lid></presentation>
<resprocessing>${OUTCOMES}<respcondition continue="No"><conditionvar><varequal respident="response1">301</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
</item>`;

const PLACES = ["Japan", "India", "China"].map((name, place) => label(`50${place}`, plain(name))).join("");
const prompt = (ident: string, text: string): string =>
  `<response_lid ident="response_${ident}">${plain(text)}<render_choice>${PLACES}</render_choice></response_lid>`;
const pair = (ident: string, answer: string): string =>
  `<respcondition><conditionvar><varequal respident="response_${ident}">${answer}</varequal></conditionvar><setvar action="Add" varname="SCORE">50.00</setvar></respcondition>`;

const MATCHING = `<item ident="gmatch" title="Four">
${type("matching_question")}
<presentation>${html("<p>Where does it grow?</p>")}${prompt("401", "Sencha")}${prompt("402", "Darjeeling")}</presentation>
<resprocessing>${OUTCOMES}${pair("401", "500")}${pair("402", "501")}
<respcondition><conditionvar><not><varequal respident="response_402">501</varequal></not></conditionvar><displayfeedback feedbacktype="Response" linkrefid="402_fb"/></respcondition>
</resprocessing>
${feedback("402_fb", "<p>It is a town in India.</p>")}
</item>`;

const ORDERING = `<item ident="gorder" title="Five">
${type("ordering_question")}
<presentation>${html("<p>Make tea.</p>")}
<response_lid ident="response1" rcardinality="Ordered"><render_choice>${label("602", plain("Pour"))}${label("601", plain("Boil"))}${label("603", plain("Wait"))}</render_choice></response_lid></presentation>
<resprocessing>${OUTCOMES}<respcondition continue="No"><conditionvar><varequal respident="response1">601</varequal><varequal respident="response1">602</varequal><varequal respident="response1">603</varequal></conditionvar><setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
</item>`;

const written = (ident: string, name: string): string => `<item ident="${ident}" title="Written">
${type(name)}
<presentation>${html("<p>Say it.</p>")}<response_str ident="response1" rcardinality="Single"><render_fib><response_label ident="answer1" rshuffle="No"/></render_fib></response_str></presentation>
</item>`;

export const QUIZ = `<?xml version="1.0" encoding="UTF-8"?>
<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<assessment ident="gquiz1" title="Tea, week 3">
<qtimetadata><qtimetadatafield><fieldlabel>cc_maxattempts</fieldlabel><fieldentry>1</fieldentry></qtimetadatafield></qtimetadata>
<section ident="root_section">
${CHOICE}
${SEVERAL}
<section ident="group" title="A group"><selection_ordering><selection><sourcebank_ref>gbank</sourcebank_ref><selection_number>1</selection_number></selection></selection_ordering>
${TRUE_FALSE}
</section>
${MATCHING}
${ORDERING}
${written("gessay", "essay_question")}
${written("gshort", "short_answer_question")}
${written("gnumber", "numerical_question")}
${written("gfill", "fill_in_multiple_blanks_question")}
${written("gcalculated", "calculated_question")}
${written("gtext", "text_only_question")}
</section></assessment></questestinterop>
`;
