import { encodeText } from "@/lib/content/interchange/decode-text";

/** As a German Excel saves it: semicolons, a byte order mark, CRLF, texts in quotes. */
export const EXCEL_GERMAN = encodeText(
  [
    "Question;Type;Option A;Option B;Option C;Correct answer;Explanation",
    '"Was kostet ""mehr""?";;"Äpfel; Birnen";Kirschen;;B;Kirschen.',
    "Was ist Obst?;multiple response;Apfel;Stein;Birne;A, C;",
    "",
  ].join("\r\n"),
  { bom: true },
);

/** As a quiz tool's sheet has it: headings of its own, numbers for letters, a row left blank. */
export const GOOGLE_SHEET = encodeText(
  [
    "Question Text,Question Type,Option 1,Option 2,Option 3,Option 4,Correct Answer,Time limit",
    "Which leaf is green?,Multiple Choice,Oak in May,Beech in November,,,1,30",
    ",,,,,,,",
    'Which are trees?,Multi-Select,Oak,"Beech, red",Fern,Moss,"1,2",30',
  ].join("\n"),
);

/** All four types and a case, written by hand with as little as can be. */
export const SMALL_SHEET = [
  "case title,case scenario,case place,exams,facts,question,key,choose,trap D,prompt 1,answer 1,prompt 2,answer 2,option A,option B,option C,option D,wrong order 1 before,wrong order 1 after,wrong order 1 trap,wrong pair 1 prompt,wrong pair 1 response,wrong pair 1 trap",
  "Tea house,Two kettles.,1,,,Which kettle?,b,,,,,,,Left,Right,,,,,,,,",
  ',,,"tea-1, tea-2",(none),Which leaves?,A and C,2,,,,,,Green,Stone,Black,,,,,,,',
  ",,,,,In what order?,C B A,,hot,,,,,Wait,Pour,Warm the pot,Boil the leaves,A,B,plain-error,,,",
  ",,,,,Match.,,,,green,A,black,b,80 degrees,95 degrees,,,,,,2,A,cold",
].join("\n");
