/** What the leads of a cohort see of a learner, and what they do not: told before joining, and held to by the queries. */
export const SIGHT = {
  seen: [
    "your name and address, and when you were last active in this exam",
    "your attempts in this exam from the day you join: when, how long, score and lessons",
    "how often each trap catches you, your remediations, and the readiness band",
  ],
  unseen: [
    "what you did before you joined, and what you do in other exams",
    "your password, your devices and your exam date",
    "anything at all once you have left",
  ],
  told: [
    "your account page tells you which lead opened your page or saved a list that you are in, and when",
    "a list that a lead saved before you left stays with them; nothing new comes into it",
    "a cohort may let go of you by itself some time after it is archived; you may leave at any time before",
    "groups of fewer than five are never shown beside others",
  ],
} as const;
