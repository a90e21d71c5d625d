"use client";

import { useContext } from "react";
import { flushSync } from "react-dom";
import { ChoiceField } from "@/components/authoring/fields/choice-field";
import { QuestionPlace } from "@/components/authoring/fields/editing";
import { LineField } from "@/components/authoring/fields/line-field";
import { MarkdownField } from "@/components/authoring/fields/markdown-field";
import { Part } from "@/components/authoring/fields/part";
import { focusField, PartList } from "@/components/authoring/fields/part-list";
import { TrapField } from "@/components/authoring/fields/trap-field";
import { type DraftOf, withoutItem } from "@/lib/core/authoring/edit-question";
import { freePartId, moved } from "@/lib/core/authoring/rearrange";

type Ordering = DraftOf<"ordering">;
type OrderingFieldsProps = { question: Ordering; onChange: (edit: (question: Ordering) => Ordering) => void };

/** An id that no item and no decoy has: a response may hold both. */
const freeId = (held: Ordering): string => freePartId([...held.items, ...held.decoys].map(({ id }) => id));

function Items({ question, onChange }: OrderingFieldsProps) {
  const position = useContext(QuestionPlace);
  const { items } = question;
  const set = (id: string, change: Partial<Ordering["items"][number]>): void =>
    onChange((held) => ({
      ...held,
      items: held.items.map((item) => (item.id === id ? { ...item, ...change } : item)),
    }));
  const add = (): void =>
    onChange((held) => ({ ...held, items: [...held.items, { id: freeId(held), text: "", why: "" }] }));
  const next = (index: number): void => {
    if (index === items.length - 1 && items.length < 5) flushSync(add);
    focusField(position, ["items", index + 1, "text"]);
  };
  return (
    <PartList
      field="items"
      title="Items in the right order"
      hint="Three to five. Learners see them mixed. Enter goes to the next item; Alt with ↑ or ↓ moves one."
      addLabel="Add an item"
      onAdd={add}
      count={items.length}
      most={5}
    >
      {items.map((item, index) => (
        <Part
          key={item.id}
          path={["items", index]}
          name={`Item ${index + 1}`}
          place={index}
          of={items.length}
          onMove={(to) => onChange((held) => ({ ...held, items: moved(held.items, index, to) }))}
          onRemove={() => onChange((held) => withoutItem(held, item.id))}
        >
          <LineField
            path={["items", index, "text"]}
            label="Text"
            value={item.text}
            onChange={(text) => set(item.id, { text })}
            onEnter={() => next(index)}
          />
          <MarkdownField
            path={["items", index, "why"]}
            label="Why it stands here"
            value={item.why}
            onChange={(why) => set(item.id, { why })}
          />
        </Part>
      ))}
    </PartList>
  );
}

function Decoys({ question, onChange }: OrderingFieldsProps) {
  const { decoys } = question;
  const set = (id: string, change: Partial<Ordering["decoys"][number]>): void =>
    onChange((held) => ({
      ...held,
      decoys: held.decoys.map((decoy) => (decoy.id === id ? { ...decoy, ...change } : decoy)),
    }));
  return (
    <PartList
      field="decoys"
      title="Decoys"
      hint="Up to three that belong to no step."
      addLabel="Add a decoy"
      onAdd={() =>
        onChange((held) => ({ ...held, decoys: [...held.decoys, { id: freeId(held), text: "", trap: "", why: "" }] }))
      }
      count={decoys.length}
      most={3}
    >
      {decoys.map((decoy, index) => (
        <Part
          key={decoy.id}
          path={["decoys", index]}
          name={`Decoy ${index + 1}`}
          place={index}
          of={decoys.length}
          onMove={(to) => onChange((held) => ({ ...held, decoys: moved(held.decoys, index, to) }))}
          onRemove={() => onChange((held) => withoutItem(held, decoy.id))}
        >
          <LineField
            path={["decoys", index, "text"]}
            label="Text"
            value={decoy.text}
            onChange={(text) => set(decoy.id, { text })}
          />
          <TrapField
            path={["decoys", index, "trap"]}
            label="Trap"
            value={decoy.trap}
            onChange={(trap) => set(decoy.id, { trap })}
          />
          <MarkdownField
            path={["decoys", index, "why"]}
            label="Why it belongs to no step"
            value={decoy.why}
            onChange={(why) => set(decoy.id, { why })}
          />
        </Part>
      ))}
    </PartList>
  );
}

function WrongOrders({ question, onChange }: OrderingFieldsProps) {
  const { wrongOrders, items } = question;
  const set = (place: number, change: Partial<Ordering["wrongOrders"][number]>): void =>
    onChange((held) => ({
      ...held,
      wrongOrders: held.wrongOrders.map((pair, index) => (index === place ? { ...pair, ...change } : pair)),
    }));
  const choices = items.map(({ id, text }, index) => ({ id, label: `${index + 1}. ${text || "(no text yet)"}` }));
  return (
    <PartList
      field="wrongOrders"
      title="Wrong orders that mean something"
      hint="Two items the wrong way round, and the trap that it shows."
      addLabel="Add a wrong order"
      onAdd={() =>
        onChange((held) => ({
          ...held,
          wrongOrders: [...held.wrongOrders, { before: "", after: "", trap: "", why: "" }],
        }))
      }
      count={wrongOrders.length}
      most={20}
    >
      {wrongOrders.map((pair, index) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: a wrong order has no id, and is never moved
          key={index}
          path={["wrongOrders", index]}
          name={`Wrong order ${index + 1}`}
          place={index}
          of={wrongOrders.length}
          onRemove={() =>
            onChange((held) => ({ ...held, wrongOrders: held.wrongOrders.filter((_, place) => place !== index) }))
          }
        >
          <div className="grid gap-3 sm:grid-cols-2">
            <ChoiceField
              path={["wrongOrders", index, "before"]}
              label="Placed first"
              none="Choose an item"
              value={pair.before}
              onChange={(before) => set(index, { before })}
              options={choices}
            />
            <ChoiceField
              path={["wrongOrders", index, "after"]}
              label="Placed later"
              none="Choose an item"
              value={pair.after}
              onChange={(after) => set(index, { after })}
              options={choices}
            />
          </div>
          <TrapField
            path={["wrongOrders", index, "trap"]}
            label="Trap"
            value={pair.trap}
            onChange={(trap) => set(index, { trap })}
          />
          <MarkdownField
            path={["wrongOrders", index, "why"]}
            label="Why it is the wrong way round"
            value={pair.why}
            onChange={(why) => set(index, { why })}
          />
        </Part>
      ))}
    </PartList>
  );
}

/** What has to be put in order, what does not belong, and which wrong orders mean something. */
export function OrderingFields(props: OrderingFieldsProps) {
  return (
    <>
      <Items {...props} />
      <Decoys {...props} />
      <WrongOrders {...props} />
    </>
  );
}
