import { paragraphs, type Texts } from "@/lib/content/interchange/qti/texts";
import { elementsWithin, isElement } from "@/lib/content/interchange/qti/tree";
import { textOf, type XmlElement } from "@/lib/content/interchange/xml";

// Texts of QTI 1.2 stand in `material`, where a type says whether they are HTML (written as text) or plain.

const MATERIAL = new Set(["material"]);

/** HTML that a file does not call so: many systems leave the type out. */
const LOOKS_LIKE_HTML = /<\/?(?:p|br|div|span|b|i|u|strong|em|ul|ol|li|img|table|sub|sup|pre|code|h[1-6])(?=[\s/>])/i;

const MEDIA: ReadonlyMap<string, string> = new Map([
  ["mataudio", "a sound"],
  ["matvideo", "a film"],
  ["matapplet", "an embedded object"],
  ["matapplication", "an attached file"],
  ["matref", "a text that stands elsewhere in the file"],
]);

/** The name that an author knows an attached file by. */
function mediaName(element: XmlElement): string {
  const name = element.attributes.get("label") ?? element.attributes.get("uri") ?? element.attributes.get("linkrefid");
  return name === undefined ? "without a name" : `“${name.slice(0, 80)}”`;
}

function textBy(type: string | undefined, element: XmlElement, texts: Texts): string {
  if (element.children.some(isElement)) return texts.within(element);
  const text = textOf(element);
  const html = type === undefined ? LOOKS_LIKE_HTML.test(text) : /html|smart_text/i.test(type);
  return html ? texts.html(text) : texts.plain(text);
}

function oneMaterial(material: XmlElement, texts: Texts): string {
  const found = material.children.flatMap((node): string[] => {
    if (!isElement(node)) return [];
    switch (node.name) {
      case "mattext":
        if (node.attributes.has("uri")) texts.lose(`a text outside of the file (${mediaName(node)}) was not fetched`);
        return [textBy(node.attributes.get("texttype"), node, texts)];
      case "matemtext":
        return [texts.html(`<em>${texts.plain(textOf(node))}</em>`)];
      case "mat_extension":
        return elementsWithin(node, new Set(["mat_formattedtext"])).map((text) =>
          textBy(text.attributes.get("type"), text, texts),
        );
      case "matimage":
        texts.lose(`image ${mediaName(node)} was not taken`);
        return [];
      case "matbreak":
      case "altmaterial":
        return [];
      default: {
        const what = MEDIA.get(node.name) ?? "a part that is not known here";
        texts.lose(`${what} (${mediaName(node)}) was not taken`);
        return [];
      }
    }
  });
  return paragraphs(found);
}

/** The texts of these elements' materials as one Markdown text. */
export function materialText(elements: readonly XmlElement[], texts: Texts): string {
  return paragraphs(
    elements
      .flatMap((element) => (element.name === "material" ? [element] : elementsWithin(element, MATERIAL)))
      .map((material) => oneMaterial(material, texts)),
  );
}
