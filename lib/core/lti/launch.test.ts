import { expect, test } from "vitest";
import { courseRole, isOfPlatform, isOfSite } from "./launch";

const IN_COURSE = "http://purl.imsglobal.org/vocab/lis/v2/membership";
const IN_SCHOOL = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#";

test.each([
  { roles: [`${IN_COURSE}#Instructor`], as: "lead" },
  { roles: [`${IN_COURSE}/Instructor#TeachingAssistant`], as: "lead" },
  { roles: [`${IN_COURSE}#Administrator`], as: "lead" },
  { roles: ["Instructor"], as: "lead" },
  { roles: [`${IN_COURSE}#Learner`], as: "learner" },
  { roles: ["Learner", `${IN_COURSE}#Instructor`], as: "lead" },
  { roles: [`${IN_COURSE}#Mentor`], as: "other" },
  { roles: [`${IN_COURSE}#ContentDeveloper`], as: "other" },
  { roles: [`${IN_SCHOOL}Administrator`, `${IN_COURSE}#Learner`], as: "learner" },
  { roles: [`${IN_SCHOOL}Instructor`], as: "other" },
  { roles: ["http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"], as: "other" },
  { roles: [`${IN_COURSE}-of-evil#Instructor`], as: "other" },
  { roles: [], as: "other" },
])("$roles come as $as", ({ roles, as }) => {
  expect(courseRole(roles)).toBe(as);
});

test.each([
  { address: "https://trapline.example/", own: true },
  { address: "https://trapline.example/anything?x=1", own: true },
  { address: "https://trapline.example.evil.example/", own: false },
  { address: "https://trapline.example@evil.example/", own: false },
  { address: "http://trapline.example/", own: false },
  { address: "//trapline.example/", own: false },
  { address: "javascript:alert(1)", own: false },
  { address: "", own: false },
])("$address is of this site: $own", ({ address, own }) => {
  expect(isOfSite(address, "https://trapline.example")).toBe(own);
});

test.each([
  { address: "https://school.example/api/scores", own: true },
  { address: "https://someone@school.example/api", own: false },
  { address: "https://school.example:8443/api", own: false },
  { address: "http://school.example/api", own: false },
  { address: "https://other.example/https://school.example", own: false },
])("$address is of the platform: $own", ({ address, own }) => {
  expect(isOfPlatform(address, "https://school.example")).toBe(own);
});
