/** As Moodle's documentation shows the form, with both kinds of brackets. */
export const PLAIN = `Which tree keeps its leaves?
A. Oak
B. Larch
C. Holly
D. Beech
ANSWER: C

Which wood floats?
A) Ebony
B) Balsa
ANSWER: B
`;

/** Legal or nearly so: no blank line between questions, texts over several lines, several answers, notes after them. */
export const ODD = `A forester counts rings.
The tree stands by a *river_bank*.

How old is it?
A.	Ten years,
   or nearly so
B.  2 < 3 & "more"
ANSWER:B.
Which are conifers?
A) Fir
B) Elm
C) Pine
answer: A, C
ANSWER_EXPLANATION: Needles.
They stay.
SCORE: 20
TAGS: trees

Last?
A. yes
B. no
ANSWER: A`;

/** One fault a question, with good ones between. */
export const FAULTY = `Without an answer
A. x
B. y

Good
A. x
B. y
ANSWER: A

With an answer that is none
A. x
B. y
ANSWER: D

Of one option
A. x
ANSWER: A

A. No text
B. at all
ANSWER: A

Out of line
A. x
C. y
ANSWER: A

Empty
A. 
B. y
ANSWER: B

Nameless
A. x
B. y
ANSWER:

Just prose at the end.
`;
