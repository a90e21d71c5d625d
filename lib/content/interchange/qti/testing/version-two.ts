// Items of QTI 2.1 and 2.2 as authoring systems write them, with an assessment test that orders them by sections.

const NAMESPACE =
  'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imsqti_v2p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd"';

const item = (identifier: string, inside: string, attributes = ""): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem ${NAMESPACE} identifier="${identifier}" title="${identifier}" adaptive="false" timeDependent="false"${attributes}>\n${inside}\n</assessmentItem>\n`;

const SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>';
const MATCH_CORRECT =
  '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>';
const MAP_RESPONSE =
  '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"/>';
const declaration = (cardinality: string, baseType: string, inside: string): string =>
  `<responseDeclaration identifier="RESPONSE" cardinality="${cardinality}" baseType="${baseType}">${inside}</responseDeclaration>`;
const correct = (...values: string[]): string =>
  `<correctResponse>${values.map((value) => `<value>${value}</value>`).join("")}</correctResponse>`;

/** One answer; feedback in the option, modal feedback by a condition, and for right and wrong answers. */
export const CHOICE = item(
  "tea-choice",
  `${declaration("single", "identifier", correct("ChoiceA"))}${SCORE}<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>
<itemBody><p>A guest wants green tea.<img src="images/cup.png" alt="cup"/></p>
<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>How hot is the water?</prompt>
<simpleChoice identifier="ChoiceA">80 <em>degrees</em><feedbackInline outcomeIdentifier="FEEDBACK" identifier="ChoiceA" showHide="show">Tender leaves.</feedbackInline></simpleChoice>
<simpleChoice identifier="ChoiceB" fixed="true">100 degrees</simpleChoice>
</choiceInteraction></itemBody>
<responseProcessing><responseCondition>
<responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue><setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">yes</baseValue></setOutcomeValue></responseIf>
<responseElseIf><match><variable identifier="RESPONSE"/><baseValue baseType="identifier">ChoiceB</baseValue></match><setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">fb7</baseValue></setOutcomeValue></responseElseIf>
<responseElse><setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">no</baseValue></setOutcomeValue></responseElse>
</responseCondition></responseProcessing>
<modalFeedback outcomeIdentifier="FEEDBACK" identifier="fb7" showHide="show">That burns the leaves.</modalFeedback>
<modalFeedback outcomeIdentifier="FEEDBACK" identifier="yes" showHide="show"><p>Good.</p></modalFeedback>
<modalFeedback outcomeIdentifier="FEEDBACK" identifier="no" showHide="show">Think of the leaves.</modalFeedback>`,
);

/** Several answers by a mapping alone, as map_response scores them; the question stands in the prompt. */
export const SEVERAL = item(
  "tea-several",
  `${declaration("multiple", "identifier", '<mapping lowerBound="0" upperBound="2" defaultValue="-1"><mapEntry mapKey="H" mappedValue="1"/><mapEntry mapKey="O" mappedValue="1"/><mapEntry mapKey="Cl" mappedValue="-1"/></mapping>')}${SCORE}
<itemBody><choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="0"><prompt>What is water made of?</prompt>
<simpleChoice identifier="H">Hydrogen</simpleChoice><simpleChoice identifier="Cl">Chlorine</simpleChoice><simpleChoice identifier="O">Oxygen</simpleChoice>
</choiceInteraction></itemBody>${MAP_RESPONSE}`,
);

export const ORDER = item(
  "tea-order",
  `${declaration("ordered", "identifier", correct("s1", "s2"))}${SCORE}
<itemBody><p>Make tea.</p><orderInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="2"><simpleChoice identifier="s2">Pour</simpleChoice><simpleChoice identifier="s1">Boil</simpleChoice><simpleChoice identifier="s0">Sing</simpleChoice></orderInteraction></itemBody>${MATCH_CORRECT}`,
);

const associable = (identifier: string, text: string, most: number): string =>
  `<simpleAssociableChoice identifier="${identifier}" matchMax="${most}">${text}</simpleAssociableChoice>`;

/** The groups stand in the first set, what is sorted into them in the second. */
export const MATCH = item(
  "tea-match",
  `${declaration("multiple", "directedPair", '<mapping defaultValue="0"><mapEntry mapKey="G  A" mappedValue="1"/><mapEntry mapKey="G B" mappedValue="1"/><mapEntry mapKey="K C" mappedValue="1"/></mapping>')}${SCORE}
<itemBody><matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="3"><prompt>Sort the teas.</prompt>
<simpleMatchSet>${associable("G", "green", 3)}${associable("K", "black", 3)}</simpleMatchSet>
<simpleMatchSet>${associable("A", "Sencha", 1)}${associable("B", "Gyokuro", 1)}${associable("C", "Assam", 1)}</simpleMatchSet>
</matchInteraction></itemBody>${MAP_RESPONSE}`,
);

/** Right is what a condition of its own gives points for. */
export const CONDITIONS = item(
  "tea-conditions",
  `${declaration("single", "identifier", "")}${SCORE}
<itemBody><p>Which is a tea?</p><choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1"><simpleChoice identifier="a">Mate</simpleChoice><simpleChoice identifier="b">Oolong</simpleChoice></choiceInteraction></itemBody>
<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/><baseValue baseType="identifier">b</baseValue></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">3</baseValue></setOutcomeValue></responseIf><responseElseIf><match><variable identifier="RESPONSE"/><baseValue baseType="identifier">a</baseValue></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">0.5</baseValue></setOutcomeValue></responseElseIf></responseCondition></responseProcessing>`,
);

const body = (interaction: string): string =>
  `${declaration("single", "identifier", correct("a"))}${SCORE}<itemBody><p>Ask.</p>${interaction}</itemBody>`;
const choice =
  '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><simpleChoice identifier="a">a</simpleChoice><simpleChoice identifier="b">b</simpleChoice></choiceInteraction>';

/** Items that have no type of ours, with a part of the sentence that says so. */
export const UNREAD: readonly { name: string; xml: string; says: RegExp }[] = [
  {
    name: "pairs",
    xml: item("x", body('<associateInteraction responseIdentifier="RESPONSE" maxAssociations="1"/>')),
    says: /free pairs/,
  },
  {
    name: "text entry",
    xml: item("x", body('<p>It is <textEntryInteraction responseIdentifier="RESPONSE"/>.</p>')),
    says: /a text or a number to type/,
  },
  {
    name: "extended text",
    xml: item("x", body('<extendedTextInteraction responseIdentifier="RESPONSE"/>')),
    says: /essay/,
  },
  {
    name: "a hot spot",
    xml: item("x", body('<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"/>')),
    says: /hot spot/,
  },
  {
    name: "a cloze",
    xml: item("x", body('<p><inlineChoiceInteraction responseIdentifier="RESPONSE"/></p>')),
    says: /cloze/,
  },
  { name: "gaps", xml: item("x", body('<gapMatchInteraction responseIdentifier="RESPONSE"/>')), says: /gaps/ },
  { name: "a slider", xml: item("x", body('<sliderInteraction responseIdentifier="RESPONSE"/>')), says: /slider/ },
  { name: "an upload", xml: item("x", body('<uploadInteraction responseIdentifier="RESPONSE"/>')), says: /upload/ },
  {
    name: "one of its own",
    xml: item("x", body('<customInteraction responseIdentifier="RESPONSE"/>')),
    says: /its own making/,
  },
  { name: "two interactions", xml: item("x", body(choice + choice)), says: /2 things at once/ },
  {
    name: "an essay beside a choice",
    xml: item("x", body(`${choice}<extendedTextInteraction responseIdentifier="R2"/>`)),
    says: /essay/,
  },
  { name: "no interaction", xml: item("x", body("")), says: /no answer/ },
  { name: "no body", xml: item("x", SCORE), says: /no body/ },
  {
    name: "drawn numbers",
    xml: item("x", `<templateDeclaration identifier="A" cardinality="single" baseType="integer"/>${body(choice)}`),
    says: /at random/,
  },
  {
    name: "several steps",
    xml: item("x", body(choice)).replace('adaptive="false"', 'adaptive="true"'),
    says: /adaptive/,
  },
  {
    name: "no order",
    xml: item(
      "x",
      body(
        '<orderInteraction responseIdentifier="RESPONSE"><simpleChoice identifier="p">p</simpleChoice></orderInteraction>',
      ),
    ),
    says: /which order is right/,
  },
  {
    name: "a single set to match",
    xml: item("x", body('<matchInteraction responseIdentifier="RESPONSE"><simpleMatchSet/></matchInteraction>')),
    says: /two sets/,
  },
  {
    name: "a single option",
    xml: item(
      "x",
      body(
        '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><simpleChoice identifier="a">a</simpleChoice></choiceInteraction>',
      ),
    ),
    says: /at least 2/,
  },
  {
    name: "two keys for one choice",
    xml: item("x", body(choice).replace("<value>a</value>", "<value>a</value><value>b</value>")),
    says: /choose one option, and 2 are right/,
  },
  { name: "no question", xml: item("x", body(choice).replace("<p>Ask.</p>", "")), says: /stem/ },
];

/** The order is that of the test, not of the names. */
export const TEST = `<?xml version="1.0" encoding="UTF-8"?>
<assessmentTest ${NAMESPACE} identifier="test" title="Tea"><testPart identifier="p" navigationMode="linear" submissionMode="individual"><timeLimits maxTime="1800"/>
<assessmentSection identifier="s1" title="One" visible="true"><assessmentItemRef identifier="i1" href="items/tea-several.xml"/>
<assessmentSection identifier="s2" title="Inner" visible="true"><assessmentItemRef identifier="i2" href="items/tea-choice.xml"/></assessmentSection></assessmentSection>
<assessmentSection identifier="s3" title="Two" visible="true"><assessmentItemRef identifier="i3" href="items/tea-order.xml"/><assessmentItemRef identifier="i4" href="items/missing.xml"/><assessmentItemRef identifier="i5" href="https://evil.example/item.xml"/></assessmentSection>
</testPart></assessmentTest>
`;
