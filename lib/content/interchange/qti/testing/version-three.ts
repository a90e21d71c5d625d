// A package of QTI 3.0 as another system writes it: a passage that items share, difficulty in the catalogue's entry.

const NAMESPACE = 'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"';

const item = (identifier: string, stimulus = "../passages/tea.xml"): string => `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item ${NAMESPACE} identifier="${identifier}" title="Item ${identifier}" adaptive="false" time-dependent="false" xml:lang="en">
<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
<qti-assessment-stimulus-ref identifier="passage" href="${stimulus}"/>
<qti-item-body><div class="qti-layout-row"><p>What about <b>${identifier}</b>?</p>
<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-simple-choice identifier="A">No</qti-simple-choice><qti-simple-choice identifier="B"><p>Yes</p></qti-simple-choice></qti-choice-interaction></div>
<qti-rubric-block view="scorer"><qti-content-body>Be kind.</qti-content-body></qti-rubric-block></qti-item-body>
<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>
<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="CORRECT" show-hide="show"><qti-content-body><p>Right so.</p></qti-content-body></qti-modal-feedback>
</qti-assessment-item>
`;

const PASSAGE = `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-stimulus ${NAMESPACE} identifier="passage" title="The tea house"><qti-stimulus-body><p>It opens at <em>six</em>.</p></qti-stimulus-body></qti-assessment-stimulus>
`;

const resource = (identifier: string): string =>
  `<resource identifier="${identifier}" type="imsqti_item_xmlv3p0" href="items/${identifier}.xml"><metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><educational><difficulty><source>LOMv1.0</source><value>difficult</value></difficulty></educational></lom></metadata><file href="items/${identifier}.xml"/></resource>`;

/** The files of a package with that many items on one passage. */
export function sharedPassage(count: number): { path: string; content: string }[] {
  const identifiers = Array.from({ length: count }, (_, place) => `q${place + 1}`);
  return [
    {
      path: "imsmanifest.xml",
      content: `<?xml version="1.0"?><manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="m"><resources>${identifiers.map(resource).join("")}</resources></manifest>`,
    },
    ...identifiers.map((identifier) => ({ path: `items/${identifier}.xml`, content: item(identifier) })),
    { path: "passages/tea.xml", content: PASSAGE },
  ];
}

export const WITHOUT_PASSAGE = item("q1", "../../secret.xml");
