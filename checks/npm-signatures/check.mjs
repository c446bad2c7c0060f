// Signs bodies with './sallyport sign' and verifies them with the libraries that receivers on Node use: what they take
// must be taken, and the same request with one byte changed, another secret or an old time must not.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Webhook } from "standardwebhooks";
import Stripe from "stripe";

const sallyport = process.env.SALLYPORT ?? join(dirname(fileURLToPath(import.meta.url)), "../../sallyport");
const scratch = mkdtempSync(join(tmpdir(), "npm-signatures-"));
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
const bodies = ['{"id":"evt_1","object":"event"}', '{"text":"Grüße, 世界 🔑","n":1.50}', '{ "spaced" : [ 1, 2 ]\n}'];
const hourAgo = Math.floor(Date.now() / 1000) - 3600;

function sign(scheme, body, ...more) {
  const file = join(scratch, "body");
  writeFileSync(file, body);
  const lines = execFileSync(
    sallyport,
    ["sign", "--scheme", scheme, "--secret", `literal:${secret}`, "--body", file, ...more],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );
  return Object.fromEntries(
    lines.trim().split("\n").map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
}

const stripe = new Stripe("sk_test_not_used");
const libraries = {
  stripe: {
    scheme: "stripe",
    verify: (body, headers, key) => stripe.webhooks.constructEvent(body, headers["stripe-signature"], key),
  },
  standardwebhooks: {
    scheme: "standard-webhooks",
    verify: (body, headers, key) => new Webhook(key).verify(body, headers),
  },
};

let checks = 0;
let failures = 0;

function expect(what, taken, verify) {
  let result;
  try {
    verify();
    result = "taken";
  } catch (error) {
    result = `refused (${error.message.split("\n")[0]})`;
  }
  checks += 1;
  const well = result.startsWith(taken ? "taken" : "refused");
  failures += well ? 0 : 1;
  console.log(`${well ? "ok  " : "FAIL"} ${what}: ${result}`);
}

try {
  for (const [name, { scheme, verify }] of Object.entries(libraries)) {
    for (const body of bodies) {
      const headers = sign(scheme, body);
      expect(`${name} takes ${body.length} characters`, true, () => verify(body, headers, secret));
      expect(`${name} and a changed byte`, false, () => verify(body.replace("e", "f"), headers, secret));
      expect(`${name} and another secret`, false, () => verify(body, headers, other));
    }
    const old = sign(scheme, bodies[0], "--at", String(hourAgo));
    expect(`${name} and a time of an hour ago`, false, () => verify(bodies[0], old, secret));
  }
} finally {
  rmSync(scratch, { recursive: true });
}
console.log(`${checks - failures} passed, ${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
