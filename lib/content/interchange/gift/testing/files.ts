/** As Moodle's export writes it: a comment and a name for each question, formats, feedback, weights, a category. */
export const MOODLE_EXPORT = `// question: 0  name: Switch category to $course$/top/Default for Trees/Leaves and bark
$CATEGORY: $course$/top/Default for Trees/Leaves and bark


// question: 41  name: Oak leaf [id:oak-1] [tag:botany] [tag:difficulty:2]
::Oak leaf::[html]<p>Which leaf is <b>lobed</b>?</p><p>Ratio 1\\:2 \\{a\\}</p>{
\t=<p>Oak</p>#<p>Lobed <em>deeply</em>.</p>
\t~<p>Beech</p>#[plain]Its edge is smooth_ish.
\t~<p>Elm <img src\\="elm.png" alt\\="an elm"></p>
\t####<p>Look at the edge.</p>
}


// question: 42  name: Conifers
::Conifers::Which are conifers?{
\t~%50%Fir
\t~%50%Pine
\t~%-100%Oak
}


// question: 43  name: Pairs
::Pairs::Match the tree with its fruit.{
\t=Oak -> acorn
\t=Beech -> mast
\t=Red oak -> acorn
\t= -> cone
}


// question: 44  name: Holly keeps its leaves.
::Holly keeps its leaves.::Holly keeps its leaves.{TRUE#It does.#Right\\: an evergreen.}


::Order::Put the rings in order.{>3 ALL VERTICAL ALL_OR_NOTHING SHOW 123
Pith
Heartwood
Bark
}
`;

/** By hand, with as little as can be, and what people do: no names, one line, the missing word, no blank line after a category. */
export const BY_HAND = `\uFEFF// a comment
Who planted the wood? {=no one ~Grant # He was away. ~ Jefferson}

The oak is {~an evergreen =deciduous ~a fern} in Europe.

$CATEGORY: bark
2 < 3 and *stars*: {
  =yes
  ~no
}

Rings: see https\\://example.com/a?b\\=c {T}

::Escapes\\:\\: a \\\\ b::What is \\{x\\} \\~ \\#1 \\= 2?\\nSecond line {
=\\\\o/ \\q %50% ~%0%50% off#not \\# here
}`;

/** One fault a block, and a good one at the end. */
export const FAULTY = `Describe a tree. {}

How many rings? {#50:2}

Name a conifer. {=fir =pine}

Open { =a ~b

Closed =a ~b }

Two {=a ~b} blocks {=c ~d}

Text first {oops =a ~b}

::Intro::Read this first.

One {~%100%a}

Match {=a -> b =c}

Empty {= ~b}

::Good::Fine {=a ~b}
`;
