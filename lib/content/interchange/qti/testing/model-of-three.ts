import type { XmlElement, XmlNode } from "@/lib/content/interchange/xml";

// The part of QTI 3.0's binding that our files use: what may stand in an element, in which order, and its attributes
// (1EdTech, imsqti_asiv3p0p1 and imsqtiv3p0_imscpv1p2). A test holds what is written to it.

type Rule = {
  /** The children's names, each followed by a space, in the order that they have to have. */
  children: RegExp;
  required?: readonly string[];
  optional?: readonly string[];
  /** Whether text may stand between the children. */
  mixed?: boolean;
};

const none = /^$/;
const INLINE = "a|br|code|em|strong";
const BLOCK = "blockquote|div|h[1-6]|hr|ol|p|pre|table|ul";
const flow = new RegExp(`^(?:(?:${INLINE}|${BLOCK}) )*$`);
const blocks = new RegExp(`^(?:(?:${BLOCK}) )*$`);
const inline = new RegExp(`^(?:(?:${INLINE}) )*$`);
const EXPRESSION = "qti-(?:base-value|correct|match|member|multiple|variable)";
const ROOT = ["xmlns", "xmlns:xsi", "xsi:schemaLocation"];

const RULES: Readonly<Record<string, Rule>> = {
  "qti-assessment-item": {
    children:
      /^(?:qti-response-declaration )*(?:qti-outcome-declaration )*(?:qti-assessment-stimulus-ref )*(?:qti-item-body )?(?:qti-response-processing )?(?:qti-modal-feedback )*$/,
    required: ["identifier", "title", "time-dependent"],
    optional: [...ROOT, "adaptive"],
  },
  "qti-response-declaration": {
    children: /^(?:qti-correct-response )?$/,
    required: ["identifier", "cardinality"],
    optional: ["base-type"],
  },
  "qti-correct-response": { children: /^(?:qti-value )+$/ },
  "qti-value": { children: none, mixed: true },
  "qti-outcome-declaration": { children: none, required: ["identifier", "cardinality"], optional: ["base-type"] },
  "qti-assessment-stimulus-ref": { children: none, required: ["identifier", "href"] },
  "qti-item-body": {
    children: new RegExp(`^(?:(?:${BLOCK}) )*qti-(?:choice|order|match)-interaction $`),
  },
  "qti-choice-interaction": {
    children: /^(?:qti-prompt )?(?:qti-simple-choice )+$/,
    required: ["response-identifier"],
    optional: ["shuffle", "max-choices", "min-choices"],
  },
  "qti-order-interaction": {
    children: /^(?:qti-prompt )?(?:qti-simple-choice )+$/,
    required: ["response-identifier"],
    optional: ["shuffle", "max-choices", "min-choices"],
  },
  "qti-match-interaction": {
    children: /^(?:qti-prompt )?qti-simple-match-set qti-simple-match-set $/,
    required: ["response-identifier"],
    optional: ["shuffle", "max-associations", "min-associations"],
  },
  "qti-prompt": { children: flow, mixed: true },
  "qti-simple-choice": { children: flow, mixed: true, required: ["identifier"] },
  "qti-simple-match-set": { children: /^(?:qti-simple-associable-choice )*$/ },
  "qti-simple-associable-choice": { children: flow, mixed: true, required: ["identifier", "match-max"] },
  "qti-response-processing": { children: /^(?:qti-(?:response-condition|set-outcome-value) )*$/ },
  "qti-response-condition": { children: /^qti-response-if (?:qti-response-else )?$/ },
  "qti-response-if": { children: new RegExp(`^${EXPRESSION} (?:qti-set-outcome-value )+$`) },
  "qti-response-else": { children: /^(?:qti-set-outcome-value )+$/ },
  "qti-set-outcome-value": { children: new RegExp(`^${EXPRESSION} $`), required: ["identifier"] },
  "qti-match": { children: new RegExp(`^(?:${EXPRESSION} ){2}$`) },
  "qti-member": { children: new RegExp(`^(?:${EXPRESSION} ){2}$`) },
  "qti-multiple": { children: new RegExp(`^(?:${EXPRESSION} )*$`) },
  "qti-variable": { children: none, required: ["identifier"] },
  "qti-correct": { children: none, required: ["identifier"] },
  "qti-base-value": { children: none, mixed: true, required: ["base-type"] },
  "qti-modal-feedback": {
    children: /^(?:qti-content-body )?$/,
    required: ["outcome-identifier", "identifier", "show-hide"],
  },
  "qti-content-body": { children: flow, mixed: true },
  "qti-assessment-stimulus": {
    children: /^qti-stimulus-body $/,
    required: ["identifier", "title"],
    optional: ROOT,
  },
  "qti-stimulus-body": { children: blocks },
  "qti-assessment-test": {
    children: /^(?:qti-outcome-declaration )*(?:qti-test-part )+$/,
    required: ["identifier", "title"],
    optional: ROOT,
  },
  "qti-test-part": {
    children: /^(?:qti-assessment-section )+$/,
    required: ["identifier", "navigation-mode", "submission-mode"],
  },
  "qti-assessment-section": {
    children: /^(?:qti-assessment-item-ref )*$/,
    required: ["identifier", "title", "visible"],
  },
  "qti-assessment-item-ref": { children: none, required: ["identifier", "href"] },

  manifest: {
    children: /^metadata organizations resources $/,
    required: ["identifier"],
    optional: ROOT,
  },
  organizations: { children: none },
  resources: { children: /^(?:resource )*$/ },
  resource: {
    children: /^(?:metadata )?(?:file )+(?:dependency )*$/,
    required: ["identifier", "type"],
    optional: ["href"],
  },
  metadata: { children: /^(?:schema schemaversion |lom )$/ },
  schema: { children: none, mixed: true },
  schemaversion: { children: none, mixed: true },
  file: { children: none, required: ["href"] },
  dependency: { children: none, required: ["identifierref"] },
  lom: { children: /^(?:general )?(?:educational )?$/, optional: ["xmlns"] },
  general: { children: /^(?:identifier )*(?:title )?(?:keyword )*$/ },
  identifier: { children: /^catalog entry $/ },
  catalog: { children: none, mixed: true },
  entry: { children: none, mixed: true },
  title: { children: /^string $/ },
  keyword: { children: /^string $/ },
  string: { children: none, mixed: true },
  educational: { children: /^difficulty $/ },
  difficulty: { children: /^source value $/ },
  source: { children: none, mixed: true },
  value: { children: none, mixed: true },

  div: { children: flow, mixed: true, optional: ["data-markdown"] },
  p: { children: inline, mixed: true },
  pre: { children: inline, mixed: true },
  blockquote: { children: blocks },
  ul: { children: /^(?:li )*$/ },
  ol: { children: /^(?:li )*$/ },
  li: { children: flow, mixed: true },
  table: { children: /^(?:thead )?(?:tbody )+$/ },
  thead: { children: /^(?:tr )+$/ },
  tbody: { children: /^(?:tr )+$/ },
  tr: { children: /^(?:t[hd] )+$/ },
  th: { children: flow, mixed: true },
  td: { children: flow, mixed: true },
  a: { children: inline, mixed: true, required: ["href"] },
  code: { children: inline, mixed: true, optional: ["class"] },
  em: { children: inline, mixed: true },
  strong: { children: inline, mixed: true },
  br: { children: none },
  hr: { children: none },
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, { children: inline, mixed: true }])),
};

const isElement = (node: XmlNode): node is XmlElement => typeof node !== "string";

const IDENTIFIERS = /identifier$/;
const IDENTIFIER = /^[A-Za-z_][\w.-]*$/;

/** What the tree has that the binding does not allow, in words. */
export function faultsOf(element: XmlElement): string[] {
  const rule = RULES[element.name];
  if (rule === undefined) return [`<${element.name}> is not known`];
  const children = element.children.filter(isElement);
  const names = children.map(({ name }) => `${name} `).join("");
  const allowed = new Set([...(rule.required ?? []), ...(rule.optional ?? [])]);
  const text = element.children.some((node) => !isElement(node) && node.trim() !== "");
  return [
    ...(rule.children.test(names) ? [] : [`<${element.name}> holds ${names}`]),
    ...(text && rule.mixed !== true ? [`<${element.name}> holds text`] : []),
    ...(rule.required ?? []).flatMap((name) =>
      element.attributes.has(name) ? [] : [`<${element.name}> has no ${name}`],
    ),
    ...[...element.attributes].flatMap(([name, value]) => [
      ...(allowed.has(name) ? [] : [`<${element.name}> has ${name}`]),
      ...(IDENTIFIERS.test(name) && !IDENTIFIER.test(value) ? [`${name}="${value}" is no identifier`] : []),
    ]),
    ...children.flatMap(faultsOf),
  ];
}
