"use client";

import { type RefObject, useRef, useState } from "react";
import type { RoomStore } from "@/components/exam/saving/room-store";
import { type Choice, letterIn, strikeOption } from "@/components/question/choice";
import { partTexts, toggleHighlights } from "@/components/question/highlights";
import { viewed } from "@/components/question/kind-views";
import { sameAnswer } from "@/components/question/same-answer";
import { selectedText } from "@/components/question/selected-text";
import type { Highlight } from "@/lib/core/attempt/events";
import type { RoomItem, RoomItemState } from "@/lib/core/attempt/room";
import { isChoice } from "@/lib/core/question/is-choice";

export type ItemActions = {
  /** What the last action had to say about the answer. */
  says: string | null;
  textRef: RefObject<HTMLDivElement | null>;
  choose: (choice: Choice) => void;
  /** Presses the option at a place (from 0). */
  press: (place: number) => void;
  /** Strikes out the option that has the focus, or restores it. */
  strikeFocused: () => void;
  highlight: (selected: Highlight[]) => void;
  /** Highlights what is selected in the text, or removes that highlight. */
  highlightSelection: () => void;
  flag: () => void;
};

type Answering = {
  store: RoomStore;
  item: RoomItem;
  state: RoomItemState;
  /** Where an answer goes: into the queue, unless somebody else takes it. */
  onAnswer?: (answer: Choice["answer"]) => void;
};

/** All that a learner can do to the item on screen, by pointer or by key. */
export function useItemActions({ store, item, state, onAnswer }: Answering): ItemActions {
  const textRef = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<{ itemId: string; text: string | null }>({ itemId: item.id, text: null });
  const given = { answer: state.answer, struck: state.struck };
  const say = (text: string | null): void => setSaid({ itemId: item.id, text });

  const choose = (choice: Choice): void => {
    say(choice.says);
    if (choice.struck !== state.struck) store.change(item.id, { kind: "strike", value: [...choice.struck] });
    if (sameAnswer(item.question.type, choice.answer, state.answer)) return;
    if (onAnswer === undefined) store.change(item.id, { kind: "answer", value: choice.answer });
    else onAnswer(choice.answer);
  };
  const highlight = (selected: Highlight[]): void => {
    const next = toggleHighlights(state.highlights, selected, partTexts(item));
    if (next === null) {
      say(selected.length === 0 ? "Select some text first, then press H." : "There are too many highlights here.");
      return;
    }
    store.change(item.id, { kind: "highlight", value: next });
    document.getSelection()?.removeAllRanges();
  };

  return {
    says: said.itemId === item.id ? said.text : null,
    textRef,
    choose,
    press(place) {
      const choice = viewed(item.question).press(given, place);
      if (choice !== null) choose(choice);
    },
    strikeFocused() {
      const optionId = document.activeElement?.closest<HTMLElement>("[data-option]")?.dataset.option;
      const strikable = isChoice(item.question);
      if (!strikable) say("Entries of this question are not struck out.");
      else if (optionId === undefined) say("Move the focus to an option first, then press S.");
      else choose(strikeOption(given, optionId, letterIn(item.question.options, optionId)));
    },
    highlight,
    highlightSelection() {
      const root = textRef.current;
      highlight(root === null ? [] : selectedText(root, document.getSelection()));
    },
    flag() {
      store.change(item.id, { kind: "flag", value: !state.flagged });
    },
  };
}
