// Runs the order by fit as it runs in the browser: cases in (JSON), what comes out (JSON). See test_fit_order.py.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

runInThisContext(readFileSync(process.argv[2], "utf8"));
const { parse, ranks, reason, order } = globalThis.evibase.fitOrder;
const answer = ({ profile, criteria, today, records }) => {
  const parsed = records.map((text) => parse(text, criteria));
  return {
    order: order(profile, parsed, criteria, today),
    ranks: parsed.map((data) => ranks(profile, data, criteria, today)),
    reasons: parsed.map((data) => reason(profile, data, criteria, today)),
  };
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(answer)));
