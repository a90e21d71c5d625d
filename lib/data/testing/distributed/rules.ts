import { parseSync } from "libpg-query";
import { z } from "zod";

/** Why a statement is one that a distributed engine refuses or serialises; see docs/scale-plan.md. */
export type Breach = { rule: string; what: string };

type Node = { readonly [key: string]: unknown };
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** Calls `meet` with every node of a parse tree by its kind, from the outside in. */
function walk(tree: unknown, meet: (kind: string, node: Node) => void): void {
  if (Array.isArray(tree)) for (const part of tree) walk(part, meet);
  if (!isNode(tree)) return;
  for (const [kind, node] of Object.entries(tree)) {
    if (isNode(node)) meet(kind, node);
    walk(node, meet);
  }
}

const string = z.object({ String: z.object({ sval: z.string() }) }).transform((node) => node.String.sval);
const namesIn = (value: unknown): string[] => z.array(string).catch([]).parse(value);
const lastOf = (value: unknown): string => namesIn(value).at(-1) ?? "";

/** Statements that stand for a rule by themselves. */
const STATEMENTS: Readonly<Record<string, string>> = {
  LockStmt: "no table locks",
  ListenStmt: "no notifications",
  NotifyStmt: "no notifications",
  CreateSeqStmt: "no sequences",
  AlterSeqStmt: "no sequences",
  CreateTrigStmt: "no triggers",
  RuleStmt: "no triggers",
  CreateFunctionStmt: "no code in the database",
  DoStmt: "no code in the database",
  CreateExtensionStmt: "no extensions",
  DeclareCursorStmt: "no cursors",
  RangeTableSample: "no samples of a table",
};
const FUNCTIONS: readonly (readonly [RegExp, string])[] = [
  [/^pg_(try_)?advisory_/, "no advisory locks"],
  [/^(nextval|setval|currval|lastval)$/, "no sequences"],
  [/^pg_notify$/, "no notifications"],
];
const COUNTING_TYPES = new Set(["smallserial", "serial", "bigserial", "serial2", "serial4", "serial8"]);
const CONSTRAINTS: Readonly<Record<string, string>> = {
  CONSTR_IDENTITY: "no sequences",
  CONSTR_EXCLUSION: "no constraints between rows but keys",
};
const OF_THE_SYSTEM = new Set(["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"]);

/** Whether a condition holds rows to one key: `"id" = $1`, alone or with others that must hold too. */
function isOfOneKey(condition: unknown): boolean {
  if (!isNode(condition)) return false;
  const { A_Expr: compared, BoolExpr: joined } = condition;
  if (isNode(joined)) {
    return joined.boolop === "AND_EXPR" && Array.isArray(joined.args) && joined.args.some(isOfOneKey);
  }
  if (!isNode(compared) || compared.kind !== "AEXPR_OP" || lastOf(compared.name) !== "=") return false;
  const { lexpr, rexpr } = compared;
  const column = isNode(lexpr) && isNode(lexpr.ColumnRef) ? lastOf(lexpr.ColumnRef.fields) : "";
  return /^id$|Id$/.test(column) && isNode(rexpr) && isNode(rexpr.ParamRef);
}

function breachOf(kind: string, node: Node): Breach | null {
  const own = STATEMENTS[kind];
  if (own !== undefined) return { rule: own, what: kind };
  switch (kind) {
    case "FuncCall": {
      const name = lastOf(node.funcname);
      const rule = FUNCTIONS.find(([pattern]) => pattern.test(name))?.[1];
      return rule === undefined ? null : { rule, what: name };
    }
    case "TypeName":
    case "typeName": {
      const name = lastOf(node.names);
      return COUNTING_TYPES.has(name) ? { rule: "no sequences", what: name } : null;
    }
    case "Constraint": {
      const rule = CONSTRAINTS[String(node.contype)];
      if (rule !== undefined) return { rule, what: String(node.contype) };
      return node.deferrable === true ? { rule: "no deferred constraints", what: "DEFERRABLE" } : null;
    }
    case "ColumnRef": {
      const name = lastOf(node.fields);
      return OF_THE_SYSTEM.has(name) ? { rule: "no columns of the system", what: name } : null;
    }
    case "RangeVar":
    case "relation":
      return node.relpersistence === "t" || node.relpersistence === "u"
        ? { rule: "no temporary or unlogged tables", what: String(node.relname) }
        : null;
    case "SelectStmt": {
      if (node.lockingClause === undefined) return null;
      const from = Array.isArray(node.fromClause) ? node.fromClause : [];
      const one = from.length === 1 && isNode(from[0]) && isNode(from[0].RangeVar) && isOfOneKey(node.whereClause);
      return one ? null : { rule: "no locks on rows of more than one key", what: "FOR UPDATE or FOR SHARE" };
    }
    case "CreateStmt": {
      let isKeyed = false;
      walk(node.tableElts, (inner, { contype }) => {
        if (inner === "Constraint" && contype === "CONSTR_PRIMARY") isKeyed = true;
      });
      const name = isNode(node.relation) ? String(node.relation.relname) : "";
      if (node.inhRelations !== undefined) return { rule: "no tables that inherit", what: name };
      return isKeyed ? null : { rule: "every table has a primary key", what: name };
    }
    case "TransactionStmt":
      return /PREPARE|TWO_PHASE/.test(String(node.kind))
        ? { rule: "no prepared transactions", what: String(node.kind) }
        : null;
    default:
      return null;
  }
}

/**
 * The rules that a piece of PostgreSQL's SQL breaks, of those that a distributed engine sets. `loadModule` of the parser
 * must have ended before.
 *
 * @throws where PostgreSQL's own grammar does not know the text.
 */
export function breachesOf(sql: string): Breach[] {
  const breaches: Breach[] = [];
  walk(parseSync(sql), (kind, node) => {
    const breach = breachOf(kind, node);
    if (breach !== null) breaches.push(breach);
  });
  return breaches;
}
